package dev.vitcc.ir;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.TensorOp;
import java.util.List;

/// One value of a graph: an op applied to other nodes, which it names.
///
/// @param name unique in the graph, made of letters, digits, `_` and `.`
/// @param operands names of earlier nodes
/// @param location what the user wrote that asked for it
public record Node(
    String name, TensorOp op, List<String> operands, TensorType type, SourceLocation location) {
  public Node {
    operands = List.copyOf(operands);
  }
}
