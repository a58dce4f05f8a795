package dev.vitcc.reference;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Evaluates the nodes of a graph in order, and forgets each value after its last use.
final class Walk<V> {
  private final Graph graph;
  private final Map<String, V> constants;
  private final List<Node> nodes;
  private final Map<String, String> lastUser = new LinkedHashMap<>();

  /// @param constants values by node name, of those parameters that are asked for as operands
  Walk(Graph graph, Map<String, V> constants) {
    this.graph = graph;
    this.constants = Map.copyOf(constants);
    this.nodes = graph.nodes().stream().filter(node -> !(node.op() instanceof Parameter)).toList();
    for (Node node : nodes) {
      node.operands().forEach(operand -> lastUser.put(operand, node.name()));
    }
    // An output is never forgotten.
    graph.outputs().forEach(lastUser::remove);
  }

  /// The operands of one node, each looked up when asked for.
  @FunctionalInterface
  interface Operands<V> {
    V get(int index);
  }

  /// The meaning of one node.
  @FunctionalInterface
  interface Meaning<V> {
    V evaluate(Node node, Operands<V> operands);
  }

  /// The type of a node's value, given those of the values of its operands that depend on the
  /// image.
  TensorType type(Node node, IntFunction<TensorType> values) {
    return node.op()
        .infer(
            IntStream.range(0, node.operands().size())
                .mapToObj(
                    i ->
                        graph.operand(node, i).op() instanceof Parameter parameter
                            ? parameter.type()
                            : values.apply(i))
                .toList());
  }

  /// The values of the graph's outputs, in order.
  List<V> run(Meaning<V> meaning) {
    Map<String, V> values = new LinkedHashMap<>(constants);
    for (Node node : nodes) {
      List<String> operands = node.operands();
      values.put(node.name(), meaning.evaluate(node, index -> value(values, operands.get(index))));
      for (String operand : operands) {
        if (node.name().equals(lastUser.get(operand))) {
          values.remove(operand);
        }
      }
    }
    return graph.outputs().stream().map(output -> value(values, output)).toList();
  }

  private static <V> V value(Map<String, V> values, String name) {
    V value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no value for " + name);
    }
    return value;
  }
}
