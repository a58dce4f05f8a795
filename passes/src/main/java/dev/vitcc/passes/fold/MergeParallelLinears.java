package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import java.util.List;
import java.util.Map;

/// Makes one linear layer of two whose results are added, as in the two heads of a distilled model.
///
/// ```
/// before: add(linear(x, v, b), linear(y, w, c))
/// after:  linear(concatenate(x, y), [v w], b + c)
/// ```
///
/// Legal if nothing else uses either layer.
public final class MergeParallelLinears implements Pass {

  @Override
  public String summary() {
    return "make one linear layer of two whose results are added";
  }

  @Override
  public Model run(Model model, PassContext context) {
    Rewriter rewriter = new Rewriter(model);
    Graph graph = model.graph();
    Map<String, List<Node>> uses = graph.uses();
    return rewriter.rewrite(
        node ->
            node.op() instanceof Add
                    && mergeable(graph, uses, node, 0)
                    && mergeable(graph, uses, node, 1)
                ? merge(rewriter, node)
                : rewriter.copy(node));
  }

  private static boolean mergeable(
      Graph graph, Map<String, List<Node>> uses, Node sum, int operand) {
    Node linear = graph.operand(sum, operand);
    return linear.op() instanceof Linear
        && uses.getOrDefault(linear.name(), List.of()).size() == 1
        && !graph.outputs().contains(linear.name());
  }

  private static Node merge(Rewriter rewriter, Node sum) {
    Graph source = rewriter.source();
    Node left = source.operand(sum, 0);
    Node right = source.operand(sum, 1);
    Node joined =
        rewriter.add(
            left, new Concatenate(), rewriter.operand(left, 0), rewriter.operand(right, 0));
    Node leftWeight = rewriter.operand(left, 1);
    Node rightWeight = rewriter.operand(right, 1);
    String weights = Rewriter.key(leftWeight) + ".and." + Rewriter.key(rightWeight);
    String leftBias = Rewriter.key(rewriter.operand(left, 2));
    String rightBias = Rewriter.key(rewriter.operand(right, 2));
    Parameters parameters = rewriter.parameters();
    int rows = leftWeight.type().dim(0);
    TensorType type =
        TensorType.of(
            leftWeight.type().element(),
            rows,
            leftWeight.type().dim(1) + rightWeight.type().dim(1));
    Node weight =
        rewriter.reals(
            sum,
            weights,
            type,
            () ->
                sideBySide(
                    parameters.reals(Rewriter.key(leftWeight)),
                    parameters.reals(Rewriter.key(rightWeight)),
                    rows));
    Node bias =
        rewriter.reals(
            sum,
            leftBias + ".and." + rightBias,
            TensorType.of(type.element(), rows),
            () -> add(parameters.reals(leftBias), parameters.reals(rightBias)));
    return rewriter.add(sum, new Linear(), joined, weight, bias);
  }

  private static float[] sideBySide(float[] left, float[] right, int rows) {
    int leftColumns = left.length / rows;
    int rightColumns = right.length / rows;
    float[] joined = new float[left.length + right.length];
    for (int row = 0; row < rows; row++) {
      int to = row * (leftColumns + rightColumns);
      System.arraycopy(left, row * leftColumns, joined, to, leftColumns);
      System.arraycopy(right, row * rightColumns, joined, to + leftColumns, rightColumns);
    }
    return joined;
  }

  private static float[] add(float[] left, float[] right) {
    float[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }
}
