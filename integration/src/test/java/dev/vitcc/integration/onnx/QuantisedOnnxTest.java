package dev.vitcc.integration.onnx;

import static dev.vitcc.integration.onnx.ImportRun.vitcc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.vitcc.integration.onnx.ImportRun.Invocation;
import dev.vitcc.integration.onnx.OnnxGraph.Attribute;
import dev.vitcc.integration.onnx.QuantisedDigits.Quantisers;
import dev.vitcc.models.images.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Scales and codes of quantised graphs arrive as they are: the integer model computes what the one
/// computes whose scales training handed over directly.
class QuantisedOnnxTest {
  private static final Path DIGITS = Path.of("../examples/digits");
  private static final Path TRAINED = DIGITS.resolve("formats");
  private static final int IMAGES = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Object[] PIXELS = {"--scale", "1/16", "--mean", "0.305", "--std", "0.376"};

  @TempDir private Path folder;

  /// ONNX's own, as ONNX Runtime writes them: codes and a scale for each row.
  private record Qdq(int zero) implements Quantisers {
    @Override
    public String weights(OnnxGraph graph, float[] latent, byte[] codes, float[] scales) {
      boolean half = true;
      for (byte code : codes) {
        half &= Math.abs(code) < 8;
      }
      long[] shape = {scales.length, codes.length / scales.length};
      String stored = half ? graph.halfCodes(codes, shape) : graph.codes(codes, shape);
      return graph.node(
          "DequantizeLinear",
          List.of(stored, graph.reals(scales, scales.length)),
          Attribute.of("axis", 0));
    }

    @Override
    public String activation(OnnxGraph graph, String x, double step, int bits, boolean signed) {
      String scale = graph.real(step);
      String point =
          signed && zero == 0
              ? graph.codes(new byte[] {0})
              : graph.unsigned(new byte[] {(byte) (signed ? zero : 0)});
      String codes = graph.node("QuantizeLinear", x, scale, point);
      if (bits < 8 && signed) {
        byte limit = (byte) ((1 << (bits - 1)) - 1);
        String least = graph.codes(new byte[] {(byte) -limit});
        codes = graph.node("Clip", codes, least, graph.codes(new byte[] {limit}));
      }
      return graph.node("DequantizeLinear", codes, scale, point);
    }
  }

  /// Brevitas's: quantisers of latent weights.
  private record Qonnx(boolean binary) implements Quantisers {
    @Override
    public String weights(OnnxGraph graph, float[] latent, byte[] codes, float[] scales) {
      int rows = scales.length;
      String stored = graph.reals(latent, rows, latent.length / rows);
      String scale = graph.reals(scales, rows, 1);
      boolean ones = true;
      for (byte code : codes) {
        ones &= Math.abs(code) == 1;
      }
      return binary && ones
          ? graph.node("qonnx.custom_op.general.BipolarQuant", stored, scale)
          : quant(graph, stored, scale, 8, true);
    }

    @Override
    public String activation(OnnxGraph graph, String x, double step, int bits, boolean signed) {
      return quant(graph, x, graph.real(step), bits, signed);
    }

    private static String quant(OnnxGraph graph, String x, String scale, int bits, boolean signed) {
      return graph.node(
          "qonnx.custom_op.general.Quant",
          List.of(x, scale, graph.real(0), graph.real(bits)),
          Attribute.of("signed", signed ? 1 : 0),
          Attribute.of("narrow", signed ? 1 : 0),
          Attribute.of("rounding_mode", "ROUND"));
    }
  }

  @Test
  void takesOverTheScalesOfQdq() throws IOException, OrtException {
    Path onnx = QuantisedDigits.write(folder.resolve("qdq.onnx"), TRAINED, "w8a8", new Qdq(0));
    Path model = ImportRun.imported(onnx, PIXELS);
    assertThat(Files.readString(model))
        .endsWith(
            """
            weights "qdq.onnx.safetensors" naming timm;
            scales "qdq.onnx.scales.json";
            quantize { weights fixed(8); activations fixed(8); first fixed(8); last fixed(8); }
            """);
    sameSteps(folder.resolve("qdq.onnx.scales.json"), "w8a8");
    float[][] integers = sameIntegers(model, "w8a8");
    float[][] oracle = Oracle.logits(onnx, normalised(), 1, 1, 8, 8);
    assertThat(agreement(integers, oracle)).isGreaterThanOrEqualTo(0.95);
    assertThat(ImportRun.difference(integers, oracle)).isLessThan(0.1);
  }

  @Test
  @Tag("nightly")
  void takesUnsignedCodesAboutTheMiddleForSignedOnes() throws IOException {
    Path onnx = QuantisedDigits.write(folder.resolve("u8.onnx"), TRAINED, "w8a8", new Qdq(128));
    sameIntegers(ImportRun.imported(onnx, PIXELS), "w8a8");
  }

  @Test
  void takesOverCodesOfFourBits() throws IOException {
    Path onnx = QuantisedDigits.write(folder.resolve("w4.onnx"), TRAINED, "w4a4", new Qdq(0));
    Path model = ImportRun.imported(onnx, PIXELS);
    assertThat(Files.readString(model))
        .contains("{ weights fixed(4); activations fixed(4); first fixed(8); last fixed(8); }");
    sameIntegers(model, "w4a4");
  }

  /// As ONNX Runtime's static quantisation leaves them.
  @Test
  @Tag("nightly")
  void leavesOutQuantisersWhereItHasMoreBits() throws IOException {
    Path onnx =
        QuantisedDigits.writeEverywhere(folder.resolve("all.onnx"), TRAINED, "w8a8", new Qdq(0));
    Invocation run = vitcc("import", onnx, "-o", folder.resolve("all.vit"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("12 quantisers stand where vitcc has more bits");
    sameIntegers(ImportRun.imported(onnx, PIXELS), "w8a8");
  }

  @Test
  @Tag("nightly")
  void takesOverQonnx() throws IOException {
    Path onnx =
        QuantisedDigits.write(folder.resolve("qonnx.onnx"), TRAINED, "w8a8", new Qonnx(false));
    Path model = ImportRun.imported(onnx, PIXELS);
    sameSteps(folder.resolve("qonnx.onnx.scales.json"), "w8a8");
    sameIntegers(model, "w8a8");
  }

  @Test
  void takesOverBinaryWeightsOfQonnx() throws IOException {
    Path onnx = QuantisedDigits.write(folder.resolve("w1.onnx"), TRAINED, "w1a8", new Qonnx(true));
    Path model = ImportRun.imported(onnx, PIXELS);
    assertThat(Files.readString(model)).contains("quantize { weights binary; activations fixed(8)");
    sameIntegers(model, "w1a8");
  }

  @Test
  void listsZeroPointsOrLeavesThemToCalibration() throws IOException {
    Path onnx = QuantisedDigits.write(folder.resolve("zp.onnx"), TRAINED, "w8a8", new Qdq(100));
    Path model = folder.resolve("zp.vit");
    Invocation refused = vitcc("import", onnx, "-o", model);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "activation 'blocks.0.attn.qkv': codes from -100 to 155 about its zero point, expected"
                + " the same on both sides",
            "29 errors");
    assertThat(model).doesNotExist();
    Path allowed = ImportRun.imported(onnx, "--recalibrate", "--scale", "1/16");
    JsonNode step =
        scales(folder.resolve("zp.onnx.scales.json")).path("activations").path("blocks.0.attn.qkv");
    assertThat(step.has("step")).isFalse();
    assertThat(allowed).exists();
  }

  /// Every step is that of training.
  private static void sameSteps(Path found, String trained) throws IOException {
    JsonNode steps = scales(found).path("activations");
    JsonNode expected = scales(TRAINED.resolve(trained + ".json")).path("activations");
    assertThat(steps.propertyNames()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
    for (Map.Entry<String, JsonNode> step : expected.properties()) {
      double wanted = step.getValue().path("step").asDouble();
      assertThat(steps.path(step.getKey()).path("step").asDouble())
          .as(step.getKey())
          .isCloseTo(wanted, within(1e-7 * wanted));
    }
  }

  private static JsonNode scales(Path file) throws IOException {
    return JSON.readTree(Files.readString(file)).path("quantisation");
  }

  /// The integers are those of the trained files with the same row scales written into them, and
  /// with the same calibration of what no file of scales speaks of.
  private float[][] sameIntegers(Path model, String trained) throws IOException {
    Path calibration = folder.resolve("calib.npy");
    Files.copy(DIGITS.resolve("calib_images.npy"), calibration);
    String clause = "calibrate \"calib.npy\" images 32;\n";
    Files.writeString(model, Files.readString(model) + clause);
    QuantisedDigits.writeWeights(TRAINED, trained, folder.resolve(trained + ".safetensors"));
    ObjectNode scales =
        (ObjectNode) JSON.readTree(Files.readString(TRAINED.resolve(trained + ".json")));
    for (Map.Entry<String, JsonNode> layer :
        scales.path("quantisation").path("layers").properties()) {
      ArrayNode rows = ((ObjectNode) layer.getValue().path("weight")).putArray("row_scales");
      for (float scale : QuantisedDigits.rowScales(TRAINED, trained, layer.getKey())) {
        rows.add(scale);
      }
    }
    Files.writeString(folder.resolve(trained + ".json"), JSON.writeValueAsString(scales));
    String direct =
        Files.readString(TRAINED.resolve(trained + ".vit"))
            .replaceAll("(?m)^(calibrate|evaluate) .*$", "");
    Path expected = Files.writeString(folder.resolve(trained + ".vit"), direct + clause);
    Path images = folder.resolve("images.npy");
    NpyWriter.write(images, List.of(IMAGES, 8, 8), pixels());
    float[][] found = ImportRun.logits(model, "integer", images, folder.resolve("found.npy"));
    assertThat(found)
        .isDeepEqualTo(
            ImportRun.logits(expected, "integer", images, folder.resolve("expected.npy")));
    return found;
  }

  /// The first test images, which are behind the 16 bytes of an IDX file's header.
  private static byte[] pixels() throws IOException {
    byte[] file = Files.readAllBytes(DIGITS.resolve("test_images.idx"));
    return Arrays.copyOfRange(file, 16, 16 + 64 * IMAGES);
  }

  private static float[][] normalised() throws IOException {
    byte[] pixels = pixels();
    float[][] images = new float[IMAGES][64];
    for (int i = 0; i < pixels.length; i++) {
      images[i / 64][i % 64] = (pixels[i] / 16f - 0.305f) / 0.376f;
    }
    return images;
  }

  /// The share of images that get the same class.
  private static double agreement(float[][] found, float[][] expected) {
    int same = 0;
    for (int i = 0; i < found.length; i++) {
      same += best(found[i]) == best(expected[i]) ? 1 : 0;
    }
    return (double) same / found.length;
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
