package dev.vitcc.models.imports.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// A vision transformer as it was found in a graph.
///
/// @param parameters by their canonical names, computed when asked for
/// @param scales of its codes, if it is quantised
public record RecognisedVit(
    Extents extents,
    SequencedMap<String, Supplier<float[]>> parameters,
    Optional<FoundScales> scales) {
  public RecognisedVit {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
  }

  /// All that tells one ViT from another.
  ///
  /// @param tokens before the patches, 1 or 2
  /// @param outputs heads for classes, 1 or 2
  /// @param imageScale that the graph multiplies the image with
  public record Extents(
      int channels,
      int height,
      int width,
      int patch,
      int dim,
      int depth,
      int heads,
      int hidden,
      int classes,
      double epsilon,
      int tokens,
      int outputs,
      double imageScale) {}

  /// Formats and steps by the names of docs/scales.md.
  public record FoundScales(
      SequencedMap<String, WeightFormat> layers, SequencedMap<String, Step> activations) {
    public FoundScales {
      layers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(layers));
      activations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(activations));
    }
  }

  /// The codes of a layer's weights.
  ///
  /// @param bits 1 for binary ones
  /// @param rowScales one for each row; absent if the file has real weights
  public record WeightFormat(int bits, Optional<List<Float>> rowScales) {
    public WeightFormat {
      rowScales = rowScales.map(List::copyOf);
    }
  }

  /// The codes of an activation.
  ///
  /// @param step absent if calibration is to find it
  public record Step(int bits, boolean signed, Optional<Double> step) {}

  /// How often each width occurs, the most frequent first.
  public static List<Integer> frequent(List<Integer> bits) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    bits.forEach(b -> counts.merge(b, 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
