package dev.vitcc.passes.format;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.passes.fold.Rewriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// What rows of weights lose where a narrow column computes them instead of a wide one.
public record NarrowLoss(FormatPlan plan, Model model) {

  /// The rows of a layer that narrow columns compute; none where formats don't follow columns.
  public BitSet narrow(Node layer) {
    return plan.weights(model.graph(), layer) instanceof NumberFormat.ByColumn
        ? new ColumnRows(plan).narrow(model.graph(), layer)
        : new BitSet();
  }

  /// For each row of a layer the squared error of its weights in the narrow format, less that in
  /// the wide one; 0 where formats don't follow columns.
  public double[] of(Node layer) {
    int rows = layer.type().dim(-1);
    if (!(plan.weights(model.graph(), layer) instanceof NumberFormat.ByColumn byColumn)) {
      return new double[rows];
    }
    String key = Rewriter.key(model.graph().operand(layer, 1));
    float[] weights = model.parameters().reals(key);
    int columns = weights.length / rows;
    return IntStream.range(0, rows)
        .parallel()
        .mapToObj(row -> Arrays.copyOfRange(weights, row * columns, (row + 1) * columns))
        .mapToDouble(row -> error(byColumn.narrow(), row) - error(byColumn.wide(), row))
        .toArray();
  }

  private double error(NumberFormat format, float[] row) {
    return plan.rowQuantizer().quantize(format, row).squaredError(row);
  }
}
