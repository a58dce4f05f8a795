package dev.vitcc.frontend.check;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Function;
import java.util.Optional;

/// Puts the functions of papers that the approximate clause names into the graph.
final class NamedFunctions {
  private NamedFunctions() {}

  static Graph put(Graph graph, ApproximateClause clause) {
    Optional<TensorOp> gelu = named(clause, Function.GELU);
    Optional<TensorOp> softmax = named(clause, Function.EXP);
    return gelu.isEmpty() && softmax.isEmpty()
        ? graph
        : new Graph(
            graph.name(),
            graph.nodes().stream().map(node -> with(node, gelu, softmax)).toList(),
            graph.outputs());
  }

  private static Optional<TensorOp> named(ApproximateClause clause, Function function) {
    return clause.approximations().stream()
        .filter(line -> line.function() == function)
        .flatMap(line -> named(line).stream())
        .findFirst();
  }

  private static Node with(Node node, Optional<TensorOp> gelu, Optional<TensorOp> softmax) {
    Optional<TensorOp> op =
        switch (node.op()) {
          case Gelu _ -> gelu;
          case Softmax _ -> softmax;
          default -> Optional.empty();
        };
    return op.map(
            named -> new Node(node.name(), named, node.operands(), node.type(), node.location()))
        .orElse(node);
  }

  /// The function that a line names; nothing if it is computed as it is.
  static Optional<TensorOp> named(ApproximateClause.Approximation line) {
    return switch (line.function()) {
      case GELU -> gelu(line.method());
      case EXP -> softmax(line.method());
      case RSQRT, RECIPROCAL, SIGMOID -> Optional.empty();
    };
  }

  private static Optional<TensorOp> softmax(ApproximateClause.Method method) {
    return switch (method) {
      case ApproximateClause.HeatVit(double delta) ->
          Optional.of(new Softmax(Exponential.IBERT, delta));
      case ApproximateClause.IBert() -> Optional.of(new Softmax(Exponential.IBERT, 1));
      case ApproximateClause.IVit() -> Optional.of(new Softmax(Exponential.IVIT, 1));
      case ApproximateClause.Table(), ApproximateClause.Polynomial() -> Optional.empty();
    };
  }

  private static Optional<TensorOp> gelu(ApproximateClause.Method method) {
    return switch (method) {
      case ApproximateClause.HeatVit(double delta) -> Optional.of(new PolynomialGelu(delta));
      case ApproximateClause.IBert() -> Optional.of(new PolynomialGelu(1));
      case ApproximateClause.Table(), ApproximateClause.Polynomial(), ApproximateClause.IVit() ->
          Optional.empty();
    };
  }
}
