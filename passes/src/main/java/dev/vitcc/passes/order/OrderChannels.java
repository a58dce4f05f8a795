package dev.vitcc.passes.order;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.format.NarrowLoss;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Puts the channels in an order in which narrow columns compute those that lose the least by it.
///
/// ```
/// before: linear(x, w, b)
/// after:  linear(x, w.ordered, b.ordered), and whoever reads or adds to a channel finds it where
///         it is now
/// ```
///
/// Only where formats follow columns, and there is an engine. The order is optimal for the sum of
/// what all rows of a channel lose: all of them are computed by narrow columns, or none.
public final class OrderChannels implements Pass {
  private final FormatPlan plan;

  /// @param plan in which all groups that can be count as narrow, so that each choice of them has
  ///   the same order
  public OrderChannels(FormatPlan plan) {
    this.plan = plan.withNarrowGroups(Map.of());
  }

  @Override
  public String summary() {
    return "put each row of weights where a column of the array suits it";
  }

  @Override
  public Set<Property> requires() {
    return Set.of(Property.NORMALIZATION_FOLDED);
  }

  @Override
  public Model run(Model model, PassContext context) {
    if (plan.engine().isEmpty() || !plan.dependsOnEngine()) {
      return model;
    }
    Graph graph = model.graph();
    Channels channels = Channels.of(graph);
    Map<Integer, Integer> moved = order(model, channels);
    Map<String, int[]> rows = new LinkedHashMap<>();
    Map<String, int[]> columns = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      columns.put(node.name(), order(channels.of(node.name()), moved));
      if (node.op() instanceof Linear || node.op() instanceof PatchEmbed) {
        String weight = node.operands().get(1);
        rows.put(weight, order(channels.of(node.name()), moved));
        columns.put(weight, order(channels.of(node.operands().getFirst()), moved));
      }
    }
    Rewriter rewriter = new Rewriter(model);
    return rewriter.rewrite(
        node ->
            node.op() instanceof Parameter parameter
                ? ordered(
                    rewriter,
                    node,
                    parameter.key(),
                    rows.getOrDefault(node.name(), new int[0]),
                    columns.getOrDefault(node.name(), new int[0]))
                : rewriter.copy(node));
  }

  /// Which channel takes the place of which.
  private Map<Integer, Integer> order(Model model, Channels channels) {
    Map<Integer, Double> losses = new LinkedHashMap<>();
    BitSet narrow = new BitSet();
    NarrowLoss loss = new NarrowLoss(plan, model);
    for (Node node : model.graph().nodes()) {
      if (node.op() instanceof Linear) {
        int[] made = channels.of(node.name());
        double[] rows = loss.of(node);
        for (int row = 0; row < rows.length; row++) {
          losses.merge(made[row], rows[row], Double::sum);
        }
        loss.narrow(node).stream().forEach(row -> narrow.set(made[row]));
      }
    }
    Map<Integer, Integer> moved = new LinkedHashMap<>();
    for (List<Integer> set : channels.sets()) {
      List<Integer> byLoss = new ArrayList<>(set);
      byLoss.sort(Comparator.comparingDouble(channel -> losses.getOrDefault(channel, 0.0)));
      int count = (int) set.stream().filter(narrow::get).count();
      Set<Integer> chosen = Set.copyOf(byLoss.subList(0, count));
      deal(moved, set.stream().filter(narrow::get).toList(), inOrder(set, chosen, true));
      deal(moved, set.stream().filter(c -> !narrow.get(c)).toList(), inOrder(set, chosen, false));
    }
    return moved;
  }

  private static List<Integer> inOrder(List<Integer> set, Set<Integer> chosen, boolean wanted) {
    return set.stream().filter(channel -> chosen.contains(channel) == wanted).toList();
  }

  private static void deal(
      Map<Integer, Integer> moved, List<Integer> places, List<Integer> channels) {
    for (int i = 0; i < places.size(); i++) {
      moved.put(places.get(i), channels.get(i));
    }
  }

  /// For each column the one that takes its place. A tensor may have a channel more than once, as
  /// that of queries and keys has; the first column goes where the first one was, and so on.
  private static int[] order(int[] channels, Map<Integer, Integer> moved) {
    Map<Integer, Deque<Integer>> columns = new LinkedHashMap<>();
    for (int column = 0; column < channels.length; column++) {
      columns.computeIfAbsent(channels[column], key -> new ArrayDeque<>()).add(column);
    }
    return Arrays.stream(channels)
        .map(
            channel ->
                columns
                    .getOrDefault(moved.getOrDefault(channel, channel), new ArrayDeque<>())
                    .remove())
        .toArray();
  }

  private static Node ordered(Rewriter rewriter, Node node, String key, int[] rows, int[] columns) {
    TensorType type = node.type();
    if (isInPlace(rows) && isInPlace(columns)) {
      return rewriter.copy(node);
    }
    return rewriter.reals(
        node,
        key + ".ordered",
        type,
        () -> permuted(rewriter.parameters().reals(key), rows, columns));
  }

  private static boolean isInPlace(int[] order) {
    return Arrays.equals(order, IntStream.range(0, order.length).toArray());
  }

  /// Rows, and columns of rows, in another order; an empty order leaves them.
  private static float[] permuted(float[] values, int[] rows, int[] columns) {
    int height = rows.length > 0 ? rows.length : values.length / columns.length;
    int width = values.length / height;
    float[] permuted = new float[values.length];
    for (int row = 0; row < height; row++) {
      int from = (rows.length > 0 ? rows[row] : row) * width;
      for (int column = 0; column < width; column++) {
        permuted[row * width + column] =
            values[from + (columns.length > 0 ? columns[column] : column)];
      }
    }
    return permuted;
  }
}
