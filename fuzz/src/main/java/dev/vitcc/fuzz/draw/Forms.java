package dev.vitcc.fuzz.draw;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Function;
import dev.vitcc.ir.request.ApproximateClause.Method;
import java.util.Map;
import java.util.Optional;

/// Gives a graph the functions that its approximate clause says, as the front end does: all
/// softmaxes have one form, since the language has one for all of them.
final class Forms {
  private final Optional<Method> gelu;
  private final Optional<Method> exp;

  private Forms(ApproximateClause clause) {
    this.gelu = method(clause, Function.GELU);
    this.exp = method(clause, Function.EXP);
  }

  static Graph in(Graph graph, ApproximateClause clause) {
    Forms forms = new Forms(clause);
    GraphCopy copy = new GraphCopy(graph, Map.of());
    for (Node node : graph.nodes()) {
      copy.copy(node, forms.of(node.op()), node.operands());
    }
    return copy.finish();
  }

  private static Optional<Method> method(ApproximateClause clause, Function function) {
    return clause.approximations().stream()
        .filter(line -> line.function() == function)
        .map(ApproximateClause.Approximation::method)
        .findFirst();
  }

  private TensorOp of(TensorOp op) {
    return switch (op) {
      case Softmax _ -> exp.map(Forms::softmax).orElseGet(Softmax::new);
      case Gelu _ -> gelu.map(Forms::gelu).orElse(op);
      default -> op;
    };
  }

  private static TensorOp softmax(Method method) {
    return switch (method) {
      case ApproximateClause.HeatVit(double delta) -> new Softmax(Exponential.IBERT, delta);
      case ApproximateClause.IBert() -> new Softmax(Exponential.IBERT, 1);
      case ApproximateClause.IVit() -> new Softmax(Exponential.IVIT, 1);
      case ApproximateClause.Table(), ApproximateClause.Polynomial() -> new Softmax();
    };
  }

  private static TensorOp gelu(Method method) {
    return switch (method) {
      case ApproximateClause.HeatVit(double delta) -> new PolynomialGelu(delta);
      case ApproximateClause.IBert() -> new PolynomialGelu(1);
      case ApproximateClause.IVit(), ApproximateClause.Table(), ApproximateClause.Polynomial() ->
          new Gelu();
    };
  }
}
