package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Block.Attention;
import dev.vitcc.models.imports.onnx.Block.Mlp;
import dev.vitcc.models.imports.onnx.Block.Projection;
import dev.vitcc.models.imports.onnx.HeadMatch.Head;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.VitMatch.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The matrices and activations of a recognised model under the names that timm gives them.
final class Layers {
  /// An activation that is rounded to codes.
  ///
  /// @param factor that weights were scaled with, so that the activation is so much greater here
  /// @param used whether vitcc rounds there, too
  record Point(String name, Optional<Rounding> rounding, double factor, boolean used) {}

  private final List<Layer> layers = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final SequencedMap<String, LayerNorm> norms = new LinkedHashMap<>();

  Layers(Parts parts) {
    add("patch_embed.proj", List.of(parts.embedding().rows()), Optional.empty());
    points.add(
        new Point("patch_embed.proj", parts.embedding().patches().image().rounding(), 1, false));
    for (int i = 0; i < parts.blocks().size(); i++) {
      Block block = parts.blocks().get(i);
      attention("blocks." + i + ".", block.attention());
      mlp("blocks." + i + ".", block.mlp().orElseThrow());
    }
    List<Head> heads = parts.heads().heads();
    norms.put("norm", heads.getFirst().norm());
    for (Head head : heads) {
      String name = head.token() == 0 ? "head" : "head_dist";
      add(name, List.of(head.rows()), head.input());
      points.add(new Point(name, head.input(), 1, true));
    }
  }

  List<Layer> all() {
    return layers;
  }

  List<Point> points() {
    return points;
  }

  private void add(String name, List<Rows> rows, Optional<Rounding> input) {
    layers.add(new Layer(name, rows, input));
  }

  private void attention(String block, Attention attention) {
    norms.put(block + "norm1", attention.norm());
    add(
        block + "attn.qkv",
        List.of(attention.q().rows(), attention.k().rows(), attention.v().rows()),
        attention.in());
    points.add(new Point(block + "attn.qkv", attention.in(), 1, true));
    projection(block + "attn.q", attention.q());
    projection(block + "attn.k", attention.k());
    projection(block + "attn.v", attention.v());
    points.add(new Point(block + "attn.probs", attention.shares(), 1, false));
    add(block + "attn.proj", List.of(attention.proj()), attention.mixed());
    points.add(new Point(block + "attn.proj", attention.mixed(), 1, true));
  }

  private void projection(String name, Projection projection) {
    points.add(new Point(name, projection.rounding(), projection.rows().factor(), true));
  }

  private void mlp(String block, Mlp mlp) {
    norms.put(block + "norm2", mlp.norm());
    add(block + "mlp.fc1", List.of(mlp.fc1()), mlp.in());
    points.add(new Point(block + "mlp.fc1", mlp.in(), 1, true));
    add(block + "mlp.fc2", List.of(mlp.fc2()), mlp.hidden());
    points.add(new Point(block + "mlp.fc2", mlp.hidden(), 1, true));
  }

  /// Every trained tensor of a matrix or a norm, by its canonical name.
  SequencedMap<String, Supplier<float[]>> tensors() {
    SequencedMap<String, Supplier<float[]>> all = new LinkedHashMap<>();
    for (Layer layer : layers) {
      all.put(layer.name() + ".weight", layer::weights);
      all.put(layer.name() + ".bias", layer::biases);
    }
    norms.forEach(
        (name, norm) -> {
          int features = norm.shape().getLast();
          all.put(name + ".weight", () -> vector(norm.scale(), features, 1));
          all.put(name + ".bias", () -> vector(norm.shift(), features, 0));
        });
    return all;
  }

  SequencedMap<String, LayerNorm> norms() {
    return norms;
  }

  private static float[] vector(Optional<View> view, int features, float otherwise) {
    float[] values = new float[features];
    for (int i = 0; i < features; i++) {
      values[i] = view.isEmpty() ? otherwise : (float) Constants.elements(view.get()).at(i);
    }
    return values;
  }
}
