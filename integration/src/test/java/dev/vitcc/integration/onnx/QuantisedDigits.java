package dev.vitcc.integration.onnx;

import dev.vitcc.integration.onnx.OnnxGraph.Attribute;
import dev.vitcc.models.weights.Safetensors;
import dev.vitcc.models.weights.SafetensorsWriter;
import dev.vitcc.models.weights.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The digits model as it was trained with quantisation, as a graph with the quantisers of a tool.
///
/// Codes and scales follow the rules of docs/scales.md, computed here a second time.
final class QuantisedDigits {
  /// What a tool writes for a quantiser.
  interface Quantisers {
    /// Rows of weights in codes, [rows, columns]; scales one for each row.
    String weights(OnnxGraph graph, float[] latent, byte[] codes, float[] scales);

    /// An activation, signed or not.
    String activation(OnnxGraph graph, String x, double step, int bits, boolean signed);
  }

  private static final Quantisers NONE =
      new Quantisers() {
        @Override
        public String weights(OnnxGraph graph, float[] latent, byte[] codes, float[] scales) {
          throw new IllegalStateException("no graph is written");
        }

        @Override
        public String activation(OnnxGraph graph, String x, double step, int bits, boolean signed) {
          throw new IllegalStateException("no graph is written");
        }
      };
  private static final int DIM = 48;
  private static final int HEADS = 3;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OnnxGraph graph = new OnnxGraph(17, false);
  private final Safetensors tensors;
  private final JsonNode layers;
  private final JsonNode activations;
  private final Quantisers quantisers;
  private final boolean everywhere;

  private QuantisedDigits(Path folder, String name, Quantisers quantisers, boolean everywhere)
      throws IOException {
    this.tensors = Safetensors.open(folder.resolve(name + ".safetensors"));
    JsonNode root =
        JSON.readTree(Files.readString(folder.resolve(name + ".json"))).path("quantisation");
    this.layers = root.path("layers");
    this.activations = root.path("activations");
    this.quantisers = quantisers;
    this.everywhere = everywhere;
  }

  /// @param folder of the trained files, which are called `name`
  static Path write(Path file, Path folder, String name, Quantisers quantisers) throws IOException {
    return write(file, new QuantisedDigits(folder, name, quantisers, false));
  }

  /// With quantisers on the residual stream and before GELUs, too.
  static Path writeEverywhere(Path file, Path folder, String name, Quantisers quantisers)
      throws IOException {
    return write(file, new QuantisedDigits(folder, name, quantisers, true));
  }

  private static Path write(Path file, QuantisedDigits model) throws IOException {
    String logits = model.model();
    return model.graph.write(file, 1, List.of(1L, 8L, 8L), logits);
  }

  private String model() {
    String image = quantised("patch_embed.proj", "image");
    String weight = graph.node("Reshape", weights("patch_embed.proj"), graph.wholes(DIM, 1, 2, 2));
    String conv =
        graph.node(
            "Conv",
            List.of(image, weight, tensor("patch_embed.proj.bias", DIM)),
            Attribute.of("kernel_shape", new long[] {2, 2}),
            Attribute.of("strides", new long[] {2, 2}));
    String flat = graph.node("Reshape", conv, graph.wholes(1, DIM, 16));
    String patches = transpose(flat, 0, 2, 1);
    String all =
        graph.node(
            "Concat", List.of(tensor("cls_token", 1, 1, DIM), patches), Attribute.of("axis", 1));
    String x = graph.node("Add", all, tensor("pos_embed", 1, 17, DIM));
    for (int i = 0; i < 4; i++) {
      String block = "blocks." + i + ".";
      x = coarse(graph.node("Add", x, attention(block, norm(block + "norm1", x))));
      String hidden = gelu(coarse(linear(block + "mlp.fc1", norm(block + "norm2", x))));
      x = coarse(graph.node("Add", x, linear(block + "mlp.fc2", hidden)));
    }
    String token =
        graph.node("Gather", List.of(norm("norm", x), graph.whole(0)), Attribute.of("axis", 1));
    return linear("head", token);
  }

  private String attention(String block, String x) {
    String all = linear(block + "attn.qkv", x);
    String five = graph.node("Reshape", all, graph.wholes(1, 17, 3, HEADS, 16));
    String first = transpose(five, 2, 0, 3, 1, 4);
    String q = quantised(block + "attn.q", gathered(first, 0));
    String k = quantised(block + "attn.k", gathered(first, 1));
    String v = quantised(block + "attn.v", gathered(first, 2));
    String scores = graph.node("MatMul", q, transpose(k, 0, 1, 3, 2));
    String scaled = graph.node("Mul", scores, graph.real(0.25));
    String shares = graph.node("Softmax", List.of(scaled), Attribute.of("axis", -1));
    String mixed = graph.node("MatMul", quantised(block + "attn.probs", shares), v);
    String merged = graph.node("Reshape", transpose(mixed, 0, 2, 1, 3), graph.wholes(1, 17, DIM));
    return linear(block + "attn.proj", merged);
  }

  private String linear(String name, String x) {
    String weight = transpose(weights(name), 1, 0);
    String product = graph.node("MatMul", quantised(name, x), weight);
    return graph.node("Add", product, tensor(name + ".bias", rows(name)));
  }

  private int rows(String name) {
    return tensors.read(name + ".bias").length;
  }

  private String weights(String name) {
    float[] latent = tensors.read(name + ".weight");
    double[] scales = scales(name);
    int columns = latent.length / scales.length;
    byte[] codes = new byte[latent.length];
    float[] single = new float[scales.length];
    for (int i = 0; i < codes.length; i++) {
      double scale = scales[i / columns];
      single[i / columns] = (float) scale;
      codes[i] = (byte) (isBinary(name) ? (latent[i] >= 0 ? 1 : -1) : Math.rint(latent[i] / scale));
    }
    return quantisers.weights(graph, latent, codes, single);
  }

  private boolean isBinary(String name) {
    return layers.path(name).path("weight").path("kind").asString("").equals("binary");
  }

  /// What a code of each row stands for.
  private double[] scales(String name) {
    float[] latent = tensors.read(name + ".weight");
    double[] scales = new double[rows(name)];
    int columns = latent.length / scales.length;
    int limit = (1 << (layers.path(name).path("weight").path("bits").asInt(8) - 1)) - 1;
    for (int row = 0; row < scales.length; row++) {
      double greatest = 0;
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        greatest = Math.max(greatest, Math.abs(latent[i]));
        sum += Math.abs(latent[i]);
      }
      scales[row] = isBinary(name) ? sum / columns : greatest / limit;
    }
    return scales;
  }

  /// The trained weights, but for those of the patch embedding, which are what their codes stand
  /// for: calibration sees them before they are quantised.
  static void writeWeights(Path folder, String name, Path to) throws IOException {
    QuantisedDigits model = new QuantisedDigits(folder, name, NONE, false);
    String first = "patch_embed.proj";
    double[] scales = model.scales(first);
    SequencedMap<String, SafetensorsWriter.Content> all = new LinkedHashMap<>();
    for (StoredTensor tensor : model.tensors.tensors().values()) {
      float[] values = model.tensors.read(tensor.name());
      for (int i = 0; i < values.length && tensor.name().equals(first + ".weight"); i++) {
        double scale = scales[i / (values.length / scales.length)];
        values[i] = (float) Math.rint(values[i] / scale) * (float) scale;
      }
      List<Integer> shape = tensor.shape().stream().map(Math::toIntExact).toList();
      all.put(tensor.name(), new SafetensorsWriter.Content(shape, values));
    }
    SafetensorsWriter.write(to, all);
  }

  /// The scales of a layer's rows, as a graph has them.
  static float[] rowScales(Path folder, String name, String layer) throws IOException {
    double[] scales = new QuantisedDigits(folder, name, NONE, false).scales(layer);
    float[] single = new float[scales.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) scales[i];
    }
    return single;
  }

  private String quantised(String point, String x) {
    JsonNode step = activations.path(point);
    return quantisers.activation(
        graph,
        x,
        step.path("step").asDouble(),
        step.path("bits").asInt(),
        step.path("signed").asBoolean());
  }

  /// Where vitcc has no quantiser.
  private String coarse(String x) {
    return everywhere ? quantisers.activation(graph, x, 0.1, 8, true) : x;
  }

  private String norm(String name, String x) {
    return graph.node(
        "LayerNormalization",
        List.of(x, tensor(name + ".weight", DIM), tensor(name + ".bias", DIM)),
        Attribute.of("epsilon", 1e-6));
  }

  private String gelu(String x) {
    String erf = graph.node("Erf", graph.node("Div", x, graph.real(Math.sqrt(2))));
    String gate = graph.node("Add", erf, graph.real(1));
    return graph.node("Mul", graph.node("Mul", x, gate), graph.real(0.5));
  }

  private String tensor(String name, long... shape) {
    return graph.reals(tensors.read(name), shape);
  }

  private String transpose(String x, long... order) {
    return graph.node("Transpose", List.of(x), Attribute.of("perm", order));
  }

  private String gathered(String x, int index) {
    return graph.node("Gather", List.of(x, graph.whole(index)), Attribute.of("axis", 0));
  }
}
