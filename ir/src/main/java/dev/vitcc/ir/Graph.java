package dev.vitcc.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A dataflow graph: nodes in an order in which every operand precedes its uses.
public final class Graph {
  private final String name;
  private final List<Node> nodes;
  private final Map<String, Node> byName = new LinkedHashMap<>();
  private final List<String> outputs;

  /// @throws IllegalArgumentException if a name is used twice, or before it is defined
  public Graph(String name, List<Node> nodes, List<String> outputs) {
    this.name = name;
    this.outputs = List.copyOf(outputs);
    this.nodes = List.copyOf(nodes);
    for (Node node : nodes) {
      for (String operand : node.operands()) {
        require(byName.containsKey(operand), operand + " is used before it is defined");
      }
      require(byName.put(node.name(), node) == null, node.name() + " is defined twice");
    }
    for (String output : outputs) {
      require(byName.containsKey(output), "output " + output + " is not defined");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  public String name() {
    return name;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<String> outputs() {
    return outputs;
  }

  public boolean contains(String node) {
    return byName.containsKey(node);
  }

  /// The node of that name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Node node(String wanted) {
    Node node = byName.get(wanted);
    if (node == null) {
      throw new IllegalArgumentException("no node " + wanted + " in graph " + name);
    }
    return node;
  }

  /// Operand `index` of a node.
  public Node operand(Node node, int index) {
    return node(node.operands().get(index));
  }

  /// The nodes that use each node, in graph order; outputs of the graph are not uses.
  public Map<String, List<Node>> uses() {
    Map<String, List<Node>> uses = new LinkedHashMap<>();
    for (Node node : nodes) {
      uses.put(node.name(), new ArrayList<>());
      for (String operand : node.operands()) {
        uses.computeIfAbsent(operand, key -> new ArrayList<>()).add(node);
      }
    }
    return uses;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Graph graph
        && name.equals(graph.name)
        && nodes.equals(graph.nodes)
        && outputs.equals(graph.outputs);
  }

  @Override
  public int hashCode() {
    return 31 * nodes.hashCode() + outputs.hashCode();
  }

  @Override
  public String toString() {
    return "graph " + name + " of " + nodes.size() + " nodes";
  }
}
