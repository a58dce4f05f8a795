package dev.vitcc.passes.format;

import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.passes.format.FormatPlan.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The codes of weight matrices, as a plan has it.
record WeightFormats(FormatPlan plan) {
  private static final NumberFormat EIGHT_BITS = NumberFormat.fixed(8);

  /// The codes of a matrix; empty if all its rows are fixed point of 8 bits.
  Optional<RowCodes> codes(String layer, Place place, int rows, Supplier<float[]> values) {
    NumberFormat format = plan.weights(layer, place);
    if (format.equals(EIGHT_BITS)) {
      return Optional.empty();
    }
    float[] weights = values.get();
    int columns = weights.length / rows;
    float[][] split = new float[rows][];
    Arrays.setAll(split, row -> Arrays.copyOfRange(weights, row * columns, (row + 1) * columns));
    List<NumberFormat> formats = formats(layer, format, split);
    byte[] codes = new byte[weights.length];
    float[] scales = new float[rows];
    for (int row = 0; row < rows; row++) {
      Row quantised = RowQuantizer.quantize(formats.get(row), split[row]);
      System.arraycopy(quantised.codes(), 0, codes, row * columns, columns);
      scales[row] = (float) quantised.scale();
    }
    return Optional.of(new RowCodes(codes, scales));
  }

  private List<NumberFormat> formats(String layer, NumberFormat format, float[][] rows) {
    Optional<List<Integer>> chosen = plan.layer(layer).flatMap(TrainedScales.Layer::rows);
    return format instanceof NumberFormat.Mixed mixed && chosen.isPresent()
        ? RowFormats.given(mixed, chosen.get(), rows.length)
        : RowFormats.assign(format, rows);
  }
}
