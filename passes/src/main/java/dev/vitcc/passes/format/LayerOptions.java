package dev.vitcc.passes.format;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.request.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The ways to compute a layer whose formats follow columns.
///
/// A group of pn rows has narrow ones among them; where all are to be wide, each group has only as
/// many as there are wide columns, so there are more of them.
///
/// @param layer name of its node
/// @param ways from none of its groups narrow to all that can be
public record LayerOptions(String layer, List<Way> ways) {
  public LayerOptions {
    ways = List.copyOf(ways);
  }

  /// @param groups the first so many have narrow rows: of queries, keys and values each
  /// @param cycles of the array
  /// @param narrowRows rows that narrow columns compute
  public record Way(int groups, long cycles, int narrowRows) {}

  /// The layers that have a choice, on the plan's engine.
  ///
  /// @param graph with the layers as they will be computed
  public static List<LayerOptions> of(FormatPlan plan, Graph graph) {
    Engine engine = plan.engine().orElseThrow();
    ColumnRows columns = new ColumnRows(plan);
    List<LayerOptions> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Linear
          && plan.weights(graph, node) instanceof NumberFormat.ByColumn
          && columns.take(graph, node)) {
        LayerOptions options = of(plan, graph, node, engine);
        if (options.ways().size() > 1) {
          all.add(options);
        }
      }
    }
    return all;
  }

  private static LayerOptions of(FormatPlan plan, Graph graph, Node layer, Engine engine) {
    int rows = layer.type().dim(-1);
    int period = ColumnRows.period(graph, layer, engine);
    int wide = engine.wideColumns();
    int most = Engine.ceilDiv(Math.max(0, period - wide), engine.pn());
    int streamed = Engine.ceilDiv(layer.type().dim(0), engine.pm());
    long passes = (long) (rows / period) * ColumnRows.tiles(graph, layer, engine);
    List<Way> ways = new ArrayList<>();
    for (int groups = 0; groups <= most; groups++) {
      int left = Math.max(0, period - groups * engine.pn());
      long mixed = Math.max(streamed, engine.tileWords(engine.pn()));
      long plain = Math.max(streamed, engine.tileWords(wide));
      long cycles = groups * mixed + Engine.ceilDiv(left, wide) * plain;
      FormatPlan way = plan.withNarrowGroups(Map.of(layer.name(), groups));
      int narrow = new ColumnRows(way).narrow(graph, layer).cardinality();
      ways.add(new Way(groups, passes * cycles, narrow));
    }
    return new LayerOptions(layer.name(), ways);
  }
}
