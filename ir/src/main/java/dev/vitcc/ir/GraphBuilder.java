package dev.vitcc.ir;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds a graph node by node, inferring each type as it goes.
public final class GraphBuilder {
  private final String graphName;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  public GraphBuilder(String graphName) {
    this.graphName = graphName;
  }

  /// Appends a node; a name that is taken gets a number behind it.
  ///
  /// @throws dev.vitcc.ir.op.ShapeException if the operands do not fit the op
  public Node add(String name, TensorOp op, SourceLocation location, Node... operands) {
    List<TensorType> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Node operand : operands) {
      types.add(operand.type());
      names.add(operand.name());
    }
    Node node = new Node(free(name), op, names, op.infer(types), location);
    nodes.put(node.name(), node);
    return node;
  }

  /// The node of that name, if there is one so far.
  public boolean contains(String name) {
    return nodes.containsKey(name);
  }

  public Graph build(List<String> outputs) {
    return new Graph(graphName, List.copyOf(nodes.values()), outputs);
  }

  private String free(String name) {
    String candidate = name;
    for (int i = 1; nodes.containsKey(candidate); i++) {
      candidate = name + "." + i;
    }
    return candidate;
  }
}
