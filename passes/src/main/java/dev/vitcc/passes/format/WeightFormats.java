package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.data.TrainedScales;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.manager.Memo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The codes of weight matrices, as a plan has it.
///
/// @param memo of matrices that were looked at
record WeightFormats(FormatPlan plan, Memo memo) {
  private static final NumberFormat EIGHT_BITS = NumberFormat.fixed(8);

  /// The codes of a layer's weights; empty if all rows are fixed point of 8 bits that reaches their
  /// greatest magnitude.
  Optional<RowCodes> codes(Graph graph, Node layer, Supplier<float[]> values) {
    Node weight = graph.operand(layer, 1);
    int rows = weight.type().dim(0);
    NumberFormat format = plan.weights(graph, layer);
    if (format instanceof NumberFormat.ByColumn byColumn) {
      ColumnRows columns = new ColumnRows(plan);
      BitSet narrow = columns.narrow(graph, layer);
      return columns.take(graph, layer)
          ? Optional.of(codes(byColumn(byColumn, narrow, rows), split(rows, values.get())))
          : codes(byColumn.wide(), rows, values);
    }
    String name = LayerNames.layer(Rewriter.key(weight));
    Optional<List<Float>> given = plan.layer(name).flatMap(TrainedScales.Layer::rowScales);
    if (given.isPresent() && !(layer.op() instanceof PatchEmbed)) { // normalisation is folded in
      return Optional.of(codes(format, given.get(), split(rows, values.get())));
    }
    Optional<List<Integer>> chosen = plan.layer(name).flatMap(TrainedScales.Layer::rows);
    return format instanceof NumberFormat.Mixed mixed && chosen.isPresent()
        ? Optional.of(codes(RowFormats.given(mixed, chosen.get(), rows), split(rows, values.get())))
        : codes(format, rows, values);
  }

  /// Codes of scales that the file of scales gives.
  private static RowCodes codes(NumberFormat format, List<Float> given, float[][] rows) {
    int columns = rows[0].length;
    byte[] codes = new byte[rows.length * columns];
    float[] scales = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      scales[row] = given.get(row);
      Row quantised = RowQuantizer.withScale(format, rows[row], scales[row]);
      System.arraycopy(quantised.codes(), 0, codes, row * columns, columns);
    }
    return new RowCodes(codes, scales);
  }

  private Optional<RowCodes> codes(NumberFormat format, int rows, Supplier<float[]> values) {
    if (format.equals(EIGHT_BITS) && plan.rowQuantizer().reachesAll()) {
      return Optional.empty();
    }
    float[] weights = values.get();
    return Optional.of(
        memo.get(
            RowCodes.class, List.of(weights, rows, format), () -> codes(format, rows, weights)));
  }

  private RowCodes codes(NumberFormat format, int rows, float[] weights) {
    float[][] split = split(rows, weights);
    return codes(RowFormats.assign(format, split), split);
  }

  private static List<NumberFormat> byColumn(
      NumberFormat.ByColumn format, BitSet narrow, int rows) {
    return IntStream.range(0, rows)
        .mapToObj(row -> narrow.get(row) ? format.narrow() : format.wide())
        .toList();
  }

  private RowCodes codes(List<NumberFormat> formats, float[][] rows) {
    int columns = rows[0].length;
    byte[] codes = new byte[rows.length * columns];
    float[] scales = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      Row quantised = plan.rowQuantizer().quantize(formats.get(row), rows[row]);
      System.arraycopy(quantised.codes(), 0, codes, row * columns, columns);
      scales[row] = (float) quantised.scale();
    }
    return new RowCodes(codes, scales);
  }

  private static float[][] split(int rows, float[] weights) {
    int columns = weights.length / rows;
    float[][] split = new float[rows][];
    Arrays.setAll(split, row -> Arrays.copyOfRange(weights, row * columns, (row + 1) * columns));
    return split;
  }
}
