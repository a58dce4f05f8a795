package dev.vitcc.passes.schedule;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.program.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where in the hidden memory each tensor lies: side by side if both are needed at once.
///
/// @param tensors in the order in which they are stored
public record HiddenTensors(List<Tensor> tensors) {
  /// @param stored place in the graph of the layer that stores it
  /// @param read place in the graph where it is read for the last time
  public record Tensor(String name, int columns, int stored, int read) {
    private boolean meets(Tensor other) {
      return stored <= other.read && other.stored <= read;
    }
  }

  public HiddenTensors {
    tensors = List.copyOf(tensors);
  }

  /// A single tensor.
  public static HiddenTensors of(int columns) {
    return new HiddenTensors(List.of(new Tensor("", columns, 0, 0)));
  }

  public static HiddenTensors of(Graph graph) {
    List<Tensor> tensors = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      places.put(node.name(), places.size());
    }
    Map<String, Integer> reads = new LinkedHashMap<>();
    for (Node node : graph.nodes().reversed()) {
      int read =
          switch (node.op()) {
            case IntegerLinear _ -> places.getOrDefault(node.name(), 0);
            case Concatenate _ -> reads.getOrDefault(node.name(), 0);
            default -> 0;
          };
      node.operands().forEach(operand -> reads.merge(operand, read, Math::max));
    }
    for (Node node : graph.nodes()) {
      if (isHidden(node)) {
        int stored = places.getOrDefault(storing(graph, node).name(), 0);
        int read = Math.max(stored, reads.getOrDefault(node.name(), 0));
        tensors.add(new Tensor(node.name(), node.type().dim(1), stored, read));
      }
    }
    return new HiddenTensors(tensors);
  }

  /// The layer that stores a tensor.
  private static Node storing(Graph graph, Node node) {
    return node.op() instanceof ExtractPatches ? node : graph.operand(graph.operand(node, 0), 0);
  }

  private static boolean isHidden(Node node) {
    return switch (node.op()) {
      case ExtractPatches _, Lookup _, PiecewiseLinear _ -> true;
      default -> false;
    };
  }

  /// The first column of each tensor: the least that is a multiple of a word's lanes and free.
  Map<String, Integer> columns(int lanes) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      int column = 0;
      boolean free = false;
      while (!free) {
        free = true;
        for (Tensor other : tensors.subList(0, i)) {
          int from = columns.getOrDefault(other.name(), 0);
          int to = from + Engine.roundUp(other.columns(), lanes);
          int end = column + Engine.roundUp(tensors.get(i).columns(), lanes);
          if (tensors.get(i).meets(other) && from < end && column < to) {
            column = to;
            free = false;
          }
        }
      }
      columns.put(tensors.get(i).name(), column);
    }
    return columns;
  }

  /// Columns that all of them take.
  public int total(int lanes) {
    Map<String, Integer> columns = columns(lanes);
    return tensors.stream()
        .mapToInt(t -> columns.getOrDefault(t.name(), 0) + Engine.roundUp(t.columns(), lanes))
        .max()
        .orElse(lanes);
  }
}
