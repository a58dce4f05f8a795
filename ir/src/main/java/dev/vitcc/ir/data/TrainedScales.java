package dev.vitcc.ir.data;

import dev.vitcc.ir.request.NumberFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a quantisation-aware training run found: docs/scales.md.
///
/// @param layers by the name of the layer, such as `blocks.0.attn.qkv`
/// @param activations by the name of the point, such as `blocks.0.attn.q`
public record TrainedScales(Map<String, Layer> layers, Map<String, Step> activations) {
  public TrainedScales {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    activations = Collections.unmodifiableMap(new LinkedHashMap<>(activations));
  }

  /// The weights of a layer.
  ///
  /// @param rows those that have the first format of a mixed one; absent if vitcc is to find them
  /// @param rowScales what a code of each row stands for; absent if the format's rule gives it
  public record Layer(
      NumberFormat format, Optional<List<Integer>> rows, Optional<List<Float>> rowScales) {
    public Layer {
      rows = rows.map(List::copyOf);
      rowScales = rowScales.map(List::copyOf);
    }
  }

  /// One activation: `code · step`, codes of `bits` bits; a step of zero is calibration's to find.
  public record Step(int bits, boolean signed, double step) {}
}
