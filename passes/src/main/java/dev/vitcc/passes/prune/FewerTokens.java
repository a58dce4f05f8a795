package dev.vitcc.passes.prune;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.passes.NotOnEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Types have the most tokens that a selector may leave: whether a graph also fits together where
/// an image has fewer. A column that stands for a token, as in a layer of probabilities, does not.
final class FewerTokens {
  private FewerTokens() {}

  /// @throws dev.vitcc.ir.diagnostic.CompileException at the first node that has no shape then
  static void check(Graph graph) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      List<TensorType> operands = node.operands().stream().map(types::get).toList();
      types.put(node.name(), type(node, operands));
    }
  }

  private static TensorType type(Node node, List<TensorType> operands) {
    if (node.operands().isEmpty()) {
      return node.type();
    }
    if (node.op() instanceof PruneTokens op) {
      TensorType x = operands.getFirst();
      int left = op.isFixed() ? node.type().dim(0) : least(op);
      return TensorType.of(x.element(), Math.min(left, x.dim(0)), x.dim(1));
    }
    try {
      return node.op().infer(operands);
    } catch (ShapeException e) {
      throw NotOnEngine.because(
          node, "where an image leaves fewer tokens it does not fit: " + e.getMessage());
    }
  }

  private static int least(PruneTokens op) {
    return op.leading() + (op.packageToken() == PackageToken.NONE ? 0 : 1);
  }
}
