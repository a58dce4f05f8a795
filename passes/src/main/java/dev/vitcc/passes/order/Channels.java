package dev.vitcc.passes.order;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.WeightedMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which columns of which tensors are one channel, and which channels may change places.
///
/// Columns that are added, normalised together or multiplied with each other are one channel: the
/// whole residual stream has the same ones, and so have queries and keys of a head. Channels that
/// go through the same tensors and heads may change places in all of them.
final class Channels {
  private final Graph graph;
  private final Map<String, int[]> columns = new LinkedHashMap<>();
  private final List<Integer> parents = new ArrayList<>();
  private final Map<Integer, List<String>> places = new LinkedHashMap<>();

  private Channels(Graph graph) {
    this.graph = graph;
  }

  static Channels of(Graph graph) {
    Channels channels = new Channels(graph);
    graph.nodes().forEach(channels::visit);
    channels.note();
    return channels;
  }

  /// The channels of a node's columns, one each; of heads all columns of the first, then of the
  /// next. Empty where columns are no channels.
  int[] of(String node) {
    return Arrays.stream(columns.getOrDefault(node, new int[0])).map(this::root).toArray();
  }

  /// Sets of channels that may change places, in the order in which they are now.
  List<List<Integer>> sets() {
    Map<List<String>, List<Integer>> sets = new LinkedHashMap<>();
    places.forEach(
        (channel, where) -> sets.computeIfAbsent(where, key -> new ArrayList<>()).add(channel));
    for (String output : graph.outputs()) {
      List<Integer> fixed = Arrays.stream(of(output)).boxed().toList();
      sets.values().removeIf(set -> set.stream().anyMatch(fixed::contains));
    }
    return List.copyOf(sets.values());
  }

  private void visit(Node node) {
    switch (node.op()) {
      case PatchEmbed embed -> made(node);
      case Linear linear -> made(node);
      case LayerNorm norm -> {
        columns.put(node.name(), from(node, 0));
        parameter(node, 1, columns(node));
        parameter(node, 2, columns(node));
      }
      case Add _, PrependTokens _ -> joined(node);
      case WeightedMean _ -> join(from(node, 0), from(node, 1));
      case Gelu _, PolynomialGelu _, Sigmoid _, PruneTokens _ ->
          columns.put(node.name(), from(node, 0));
      case Scale scale -> columns.put(node.name(), from(node, 0));
      case SelectToken select -> columns.put(node.name(), from(node, 0));
      case MergeHeads merge -> columns.put(node.name(), from(node, 0));
      case SplitHeads split -> {
        int[] all = from(node, 0);
        int width = all.length / split.parts();
        int start = split.part() * width;
        columns.put(node.name(), Arrays.copyOfRange(all, start, start + width));
      }
      case MatMul(boolean transposed) when transposed -> join(from(node, 0), from(node, 1));
      case MatMul product -> columns.put(node.name(), from(node, 1));
      case Concatenate joined -> {
        int[] left = from(node, 0);
        int[] right = from(node, 1);
        int[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        columns.put(node.name(), both);
      }
      default -> {}
    }
  }

  /// New channels, of the rows of the weights.
  private void made(Node layer) {
    columns.put(layer.name(), fresh(layer.type().dim(-1)));
    parameter(layer, 2, columns(layer));
  }

  private void joined(Node node) {
    int[] left = from(node, 0);
    join(left, from(node, 1));
    columns.put(node.name(), left);
  }

  private int[] columns(Node node) {
    return columns.getOrDefault(node.name(), new int[0]);
  }

  /// The channels of an operand; a parameter gets its own.
  private int[] from(Node node, int index) {
    Node operand = graph.operand(node, index);
    return columns.computeIfAbsent(operand.name(), name -> fresh(operand.type().dim(-1)));
  }

  private void parameter(Node node, int index, int[] channels) {
    columns.put(graph.operand(node, index).name(), channels);
  }

  private int[] fresh(int count) {
    int[] channels = new int[count];
    for (int i = 0; i < count; i++) {
      channels[i] = parents.size();
      parents.add(channels[i]);
    }
    return channels;
  }

  private void join(int[] left, int[] right) {
    for (int i = 0; i < left.length; i++) {
      parents.set(root(right[i]), root(left[i]));
    }
  }

  private int root(int channel) {
    int root = channel;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    return root;
  }

  /// Writes down for each channel through which tensors and heads it goes.
  private void note() {
    for (Node node : graph.nodes()) {
      int[] all = of(node.name());
      int head = node.op() instanceof SplitHeads ? node.type().dim(2) : Math.max(all.length, 1);
      for (int i = 0; i < all.length; i++) {
        places.computeIfAbsent(all[i], key -> new ArrayList<>()).add(node.name() + "#" + i / head);
      }
    }
  }
}
