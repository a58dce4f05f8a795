package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Folds gamma and beta of a layer norm into the linear layers that follow.
///
/// ```
/// before: linear(layer_norm(x, gamma, beta), w, b)
/// after:  linear(layer_norm(x, 1, 0), w·diag(gamma), b + w·beta)
/// ```
///
/// Legal if every use of the layer norm is a linear layer, directly or through `select_token`.
public final class FoldLayerNormAffine implements Pass {

  @Override
  public String summary() {
    return "fold gain and bias of layer norms into the linear layers that follow";
  }

  @Override
  public Set<Property> establishes() {
    return Set.of(Property.AFFINE_FOLDED);
  }

  @Override
  public Model run(Model model, PassContext context) {
    Rewriter rewriter = new Rewriter(model);
    Map<String, List<Node>> uses = model.graph().uses();
    return rewriter.rewrite(
        node ->
            switch (node.op()) {
              case LayerNorm norm when foldable(model.graph(), uses, node) ->
                  withoutAffine(rewriter, node);
              case Linear linear ->
                  normalisedOperand(model.graph(), node)
                      .filter(norm -> foldable(model.graph(), uses, norm))
                      .map(norm -> fold(rewriter, node, norm))
                      .orElseGet(() -> rewriter.copy(node));
              default -> rewriter.copy(node);
            });
  }

  private static boolean foldable(Graph graph, Map<String, List<Node>> uses, Node norm) {
    return isInner(graph, norm)
        && uses.getOrDefault(norm.name(), List.of()).stream()
            .allMatch(use -> feeds(use, norm) || selects(graph, uses, use));
  }

  private static boolean feeds(Node use, Node norm) {
    return use.op() instanceof Linear && use.operands().indexOf(norm.name()) == 0;
  }

  private static boolean selects(Graph graph, Map<String, List<Node>> uses, Node use) {
    return use.op() instanceof SelectToken
        && isInner(graph, use)
        && uses.getOrDefault(use.name(), List.of()).stream().allMatch(then -> feeds(then, use));
  }

  private static boolean isInner(Graph graph, Node node) {
    return !graph.outputs().contains(node.name());
  }

  /// The layer norm that feeds a linear layer, directly or through `select_token`.
  private static Optional<Node> normalisedOperand(Graph graph, Node linear) {
    Node operand = graph.operand(linear, 0);
    if (operand.op() instanceof SelectToken) {
      operand = graph.operand(operand, 0);
    }
    return operand.op() instanceof LayerNorm ? Optional.of(operand) : Optional.empty();
  }

  private static Node withoutAffine(Rewriter rewriter, Node norm) {
    TensorType type = rewriter.operand(norm, 1).type();
    int length = type.dim(0);
    Node ones =
        rewriter.reals(
            norm,
            "ones." + length,
            type,
            () -> {
              float[] values = new float[length];
              Arrays.fill(values, 1);
              return values;
            });
    Node zeros = rewriter.reals(norm, "zeros." + length, type, () -> new float[length]);
    return rewriter.add(norm, norm.op(), rewriter.operand(norm, 0), ones, zeros);
  }

  private static Node fold(Rewriter rewriter, Node linear, Node norm) {
    Graph source = rewriter.source();
    String gamma = Rewriter.key(source.operand(norm, 1));
    String beta = Rewriter.key(source.operand(norm, 2));
    Node weight = rewriter.operand(linear, 1);
    Node bias = rewriter.operand(linear, 2);
    String weightKey = Rewriter.key(weight);
    String biasKey = Rewriter.key(bias);
    Parameters parameters = rewriter.parameters();
    int columns = weight.type().dim(1);
    Node foldedWeight =
        rewriter.reals(
            linear,
            weightKey + ".affine",
            weight.type(),
            () -> scaleColumns(parameters.reals(weightKey), parameters.reals(gamma), columns));
    Node foldedBias =
        rewriter.reals(
            linear,
            biasKey + ".affine",
            bias.type(),
            () ->
                addProduct(
                    parameters.reals(biasKey),
                    parameters.reals(weightKey),
                    parameters.reals(beta)));
    return rewriter.add(linear, linear.op(), rewriter.operand(linear, 0), foldedWeight, foldedBias);
  }

  private static float[] scaleColumns(float[] weight, float[] gamma, int columns) {
    float[] folded = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      folded[i] = weight[i] * gamma[i % columns];
    }
    return folded;
  }

  private static float[] addProduct(float[] bias, float[] weight, float[] beta) {
    float[] folded = new float[bias.length];
    for (int out = 0; out < bias.length; out++) {
      double sum = bias[out];
      for (int k = 0; k < beta.length; k++) {
        sum += (double) weight[out * beta.length + k] * beta[k];
      }
      folded[out] = (float) sum;
    }
    return folded;
  }
}
