package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Constant;
import dev.vitcc.models.imports.onnx.Term.Elements;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Patches;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows of a layer's weights with their biases, each times a number.
///
/// @param weight [rows, columns]
/// @param numbers of the rows that are meant, in the order in which they are written
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Rows(
    Origin origin,
    View weight,
    Optional<View> bias,
    Optional<View> gain,
    int[] numbers,
    double factor) {

  static Rows all(Linear linear, double factor) {
    int rows = linear.weight().shape().getFirst();
    return of(linear, IntStream.range(0, rows).toArray(), factor);
  }

  static Rows of(Linear linear, int[] numbers, double factor) {
    return new Rows(
        linear.origin(), linear.weight(), linear.bias(), linear.gain(), numbers, factor);
  }

  static Rows all(Patches patches, double factor) {
    List<Integer> shape = patches.weight().shape();
    int columns = (int) Shapes.size(shape.subList(1, shape.size()));
    return new Rows(
        patches.origin(),
        LayoutOps.to(patches.weight(), List.of(shape.getFirst(), columns)),
        patches.bias(),
        Optional.empty(),
        IntStream.range(0, shape.getFirst()).toArray(),
        factor);
  }

  int columns() {
    return weight.shape().getLast();
  }

  /// What a row is multiplied with.
  double multiplier(int row) {
    return factor * gain.map(g -> Constants.elements(g).at(row)).orElse(1.0);
  }

  /// Writes the weights, row by row.
  void writeWeights(float[] to, int at) {
    Elements elements = constant().elements();
    long[] rows = weight.layout().places(0);
    long[] columns = weight.layout().places(1);
    int next = at;
    for (int row : numbers) {
      double multiplier = multiplier(row) * weight.factor();
      long start = weight.layout().offset() + rows[row];
      for (long column : columns) {
        to[next++] = (float) (multiplier * elements.at(start + column));
      }
    }
  }

  void writeBiases(float[] to, int at) {
    if (bias.isEmpty()) {
      return;
    }
    Elements elements = Constants.elements(bias.get());
    for (int i = 0; i < numbers.length; i++) {
      to[at + i] = (float) (multiplier(numbers[i]) * elements.at(numbers[i]));
    }
  }

  Optional<Codes> codes() {
    return constant().codes();
  }

  /// The scale of each row.
  ///
  /// @throws Unmappable if a row has several, or a code that vitcc has not
  void writeScales(float[] to, int at, int limit) {
    Codes codes = codes().orElseThrow();
    long[] rows = weight.layout().places(0);
    long[] columns = weight.layout().places(1);
    for (int i = 0; i < numbers.length; i++) {
      long start = weight.layout().offset() + rows[numbers[i]];
      double scale = codes.scales().at(start);
      for (long column : columns) {
        if (codes.scales().at(start + column) != scale) {
          throw new Unmappable("a row of its weights has several scales, expected one");
        }
        double code = codes.codes().at(start + column);
        if (Math.abs(code) > limit) {
          throw new Unmappable(
              "a weight has the code %.0f, expected codes within ±%d".formatted(code, limit));
        }
      }
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new Unmappable("a row of its weights has the scale %s".formatted(scale));
      }
      to[at + i] = (float) Math.abs(scale * multiplier(numbers[i]) * weight.factor());
    }
  }

  private Constant constant() {
    return weight.constant().orElseThrow();
  }
}
