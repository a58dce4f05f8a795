package dev.vitcc.frontend.check;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Function;
import java.util.Optional;

/// Puts the functions of papers that the approximate clause names into the graph.
final class NamedFunctions {
  private NamedFunctions() {}

  static Graph put(Graph graph, ApproximateClause clause) {
    Optional<TensorOp> gelu =
        clause.approximations().stream()
            .filter(line -> line.function() == Function.GELU)
            .flatMap(line -> gelu(line.method()).stream())
            .findFirst();
    return gelu.isEmpty()
        ? graph
        : new Graph(
            graph.name(),
            graph.nodes().stream().map(node -> with(node, gelu.orElseThrow())).toList(),
            graph.outputs());
  }

  private static Node with(Node node, TensorOp gelu) {
    return node.op() instanceof Gelu
        ? new Node(node.name(), gelu, node.operands(), node.type(), node.location())
        : node;
  }

  /// What a method makes of GELU; nothing if it is computed as it is.
  static Optional<TensorOp> gelu(ApproximateClause.Method method) {
    return switch (method) {
      case ApproximateClause.HeatVit(double delta) -> Optional.of(new PolynomialGelu(delta));
      case ApproximateClause.IBert() -> Optional.of(new PolynomialGelu(1));
      case ApproximateClause.Table(), ApproximateClause.Polynomial(), ApproximateClause.IVit() ->
          Optional.empty();
    };
  }
}
