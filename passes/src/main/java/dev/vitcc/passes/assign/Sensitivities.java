package dev.vitcc.passes.assign;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.Ranges;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a model loses where one layer alone has its narrow rows: by how much the squared error of
/// the logits grows, against those of the trained network, on all images together.
///
/// @param wide calibrated graph with no narrow rows
/// @param narrow the same graph, with the same ranges and order of channels, with all narrow rows
///   that there can be
/// @param real the trained network
/// @param images raw bytes
public record Sensitivities(Model wide, Model narrow, Model real, List<byte[]> images) {
  /// Changes whenever other losses come of the same models.
  public static final String VERSION = "losses1";

  private static final List<Integer> WEIGHTS_AND_BIASES = List.of(1, 2);

  public Sensitivities {
    images = List.copyOf(images);
  }

  /// @param layers names of nodes
  /// @param progress hears which layer is tried
  public Map<String, Double> of(List<String> layers, Consumer<String> progress) {
    List<float[]> wanted = new FloatReference(real).logits(images);
    double base = error(wide, wanted);
    Map<String, Double> losses = new LinkedHashMap<>();
    for (String layer : layers) {
      progress.accept("layer " + (losses.size() + 1) + " of " + layers.size());
      losses.put(layer, error(withNarrow(layer), wanted) - base);
    }
    return losses;
  }

  /// The wide model with one layer of the narrow one: its weights and biases, and what lies beside
  /// them.
  private Model withNarrow(String layer) {
    Parameters parameters = wide.parameters();
    Node node = narrow.graph().node(layer);
    for (int operand : WEIGHTS_AND_BIASES) {
      String own = Rewriter.key(narrow.graph().operand(node, operand));
      for (String key : narrow.parameters().keys()) {
        if (key.equals(own) || key.endsWith("." + own)) {
          parameters = parameters.with(key, () -> narrow.parameters().get(key));
        }
      }
    }
    return new Model(wide.graph(), parameters);
  }

  private double error(Model calibrated, List<float[]> wanted) {
    Model integer = Quantization.integers(calibrated);
    double scale = Ranges.scaleOf(integer, integer.graph().outputs().getFirst());
    List<int[]> found = new IntegerReference(integer).logits(images);
    double error = 0;
    for (int i = 0; i < wanted.size(); i++) {
      for (int c = 0; c < wanted.get(i).length; c++) {
        double distance = found.get(i)[c] * scale - wanted.get(i)[c];
        error += distance * distance;
      }
    }
    return error;
  }
}
