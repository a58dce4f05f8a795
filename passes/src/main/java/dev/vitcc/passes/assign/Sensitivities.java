package dev.vitcc.passes.assign;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.Parameters;
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
/// @param wide integer graph with no narrow rows
/// @param narrow the same graph, with the same ranges, with all narrow rows that there can be
/// @param real the trained network
/// @param images raw bytes
public record Sensitivities(Model wide, Model narrow, Model real, List<byte[]> images) {
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
      losses.put(layer, error(mixed(layer), wanted) - base);
    }
    return losses;
  }

  /// The wide model with one layer of the narrow one.
  private Model mixed(String layer) {
    Parameters parameters = wide.parameters();
    for (String key : narrow.parameters().keys()) {
      if (key.startsWith(layer + ".")) {
        parameters = parameters.with(key, () -> narrow.parameters().get(key));
      }
    }
    return new Model(wide.graph(), parameters);
  }

  private double error(Model integer, List<float[]> wanted) {
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
