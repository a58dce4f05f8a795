package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.format.FormatPlan.Place;
import java.util.BitSet;
import java.util.List;

/// Which rows of a layer's weights narrow columns compute, where formats follow columns.
record ColumnRows(FormatPlan plan) {

  /// Whether narrow columns can compute a layer's rows at all.
  boolean take(Graph graph, Node layer) {
    // Pixels have more bits than narrow columns take.
    return layer.op() instanceof Linear
        && plan.engine().map(engine -> take(graph, layer, engine)).orElse(true);
  }

  private boolean take(Graph graph, Node layer, Engine engine) {
    int columns = graph.operand(layer, 0).type().dim(-1);
    boolean fills = tiles(graph, layer, engine) * engine.pk() == columns;
    return engine.hasNarrow()
        && bits(graph, layer) <= engine.formats().activationBits()
        && (fills || engine.formats().narrow().holds(0));
  }

  /// Tiles of a layer's operand, of which heads are padded in memory.
  static int tiles(Graph graph, Node layer, Engine engine) {
    Node operand = graph.operand(layer, 0);
    int columns = operand.type().dim(-1);
    if (operand.op() instanceof MergeHeads) {
      int heads = graph.operand(operand, 0).type().dim(0);
      columns = heads * Engine.roundUp(columns / heads, engine.memoryLanes());
    }
    return Engine.ceilDiv(columns, engine.pk());
  }

  private int bits(Graph graph, Node layer) {
    return plan.activationBits(Place.of(graph, layer));
  }

  /// The rows, as a graph has them; all if there is no engine yet.
  BitSet narrow(Graph graph, Node layer) {
    BitSet narrow = new BitSet();
    if (!take(graph, layer)) {
      return narrow;
    }
    int rows = graph.operand(layer, 1).type().dim(0);
    if (plan.engine().isEmpty()) {
      narrow.set(0, rows);
      return narrow;
    }
    Engine engine = plan.engine().get();
    int period = period(graph, layer, engine);
    int groups = plan.narrowGroups().getOrDefault(layer.name(), rows);
    for (int row = 0; row < rows; row++) {
      int place = row % period;
      narrow.set(row, engine.isNarrow(place) && place / engine.pn() < groups);
    }
    return narrow;
  }

  /// After how many rows dealing to columns starts again: queries, keys and values do so each, or
  /// each head of them.
  static int period(Graph graph, Node layer, Engine engine) {
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
