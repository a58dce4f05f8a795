package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import java.util.List;
import java.util.Map;

/// Folds a constant factor behind a linear layer into its weights.
///
/// ```
/// before: scale(linear(x, w, b)) {factor = f}
/// after:  linear(x, f·w, f·b)
/// ```
///
/// A factor behind the sum of two linear layers goes into both. Legal if nothing else uses them.
public final class FoldScaleIntoLinear implements Pass {

  @Override
  public String summary() {
    return "fold a constant factor behind a linear layer into its weights";
  }

  @Override
  public Model run(Model model, PassContext context) {
    Rewriter rewriter = new Rewriter(model);
    Graph graph = model.graph();
    Map<String, List<Node>> uses = graph.uses();
    return rewriter.rewrite(
        node ->
            node.op() instanceof Scale scale && takesFactor(graph, uses, graph.operand(node, 0))
                ? fold(rewriter, node, graph.operand(node, 0), scale.factor())
                : rewriter.copy(node));
  }

  private static boolean takesFactor(Graph graph, Map<String, List<Node>> uses, Node node) {
    boolean usedOnce =
        uses.getOrDefault(node.name(), List.of()).size() == 1
            && !graph.outputs().contains(node.name());
    return usedOnce
        && switch (node.op()) {
          case Linear linear -> true;
          case Add add ->
              takesFactor(graph, uses, graph.operand(node, 0))
                  && takesFactor(graph, uses, graph.operand(node, 1));
          default -> false;
        };
  }

  /// A linear layer, or a sum of them, times a factor, in the place of `origin`.
  private static Node fold(Rewriter rewriter, Node origin, Node node, double factor) {
    Graph source = rewriter.source();
    if (node.op() instanceof Add) {
      Node left = source.operand(node, 0);
      Node right = source.operand(node, 1);
      return rewriter.add(
          origin,
          node.op(),
          fold(rewriter, left, left, factor),
          fold(rewriter, right, right, factor));
    }
    return rewriter.add(
        origin,
        node.op(),
        rewriter.operand(node, 0),
        scaled(rewriter, rewriter.operand(node, 1), factor),
        scaled(rewriter, rewriter.operand(node, 2), factor));
  }

  private static Node scaled(Rewriter rewriter, Node parameter, double factor) {
    String key = Rewriter.key(parameter);
    Parameters parameters = rewriter.parameters();
    return rewriter.reals(
        parameter,
        key + ".scaled",
        parameter.type(),
        () -> {
          float[] values = parameters.reals(key).clone();
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
          }
          return values;
        });
  }
}
