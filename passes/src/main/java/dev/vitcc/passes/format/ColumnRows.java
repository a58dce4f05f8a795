package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.format.FormatPlan.Place;
import java.util.BitSet;
import java.util.List;

/// Which rows of a layer's weights narrow columns compute, where formats follow columns.
record ColumnRows(FormatPlan plan) {

  /// The rows, as a graph has them; all if there is no engine yet.
  BitSet narrow(Graph graph, Node layer) {
    BitSet narrow = new BitSet();
    if (!(layer.op() instanceof Linear)) {
      return narrow; // pixels have more bits than narrow columns take
    }
    int rows = graph.operand(layer, 1).type().dim(0);
    if (plan.engine().isEmpty()) {
      narrow.set(0, rows);
      return narrow;
    }
    Engine engine = plan.engine().get();
    int period = period(graph, layer, engine);
    if (plan.activationBits(Place.of(graph, layer)) <= engine.formats().activationBits()) {
      for (int row = 0; row < rows; row++) {
        narrow.set(row, engine.isNarrow(row % period));
      }
    }
    return narrow;
  }

  /// After how many rows dealing to columns starts again: queries, keys and values do so each, or
  /// each head of them.
  private static int period(Graph graph, Node layer, Engine engine) {
    int rows = layer.type().dim(-1);
    for (Node user : graph.uses().getOrDefault(layer.name(), List.of())) {
      if (user.op() instanceof SplitHeads split) {
        int columns = rows / split.parts();
        int dimension = columns / split.heads();
        return engine.packsHeads(dimension) ? columns : dimension;
      }
    }
    return rows;
  }
}
