package dev.vitcc.passes.fold;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.op.Concatenate;
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
/// Legal if every use of the layer norm is a linear layer, directly or through `select_token` and
/// `concatenate`. Where the weights have fewer than 8 bits already, a factor a column would spoil
/// their codes: then only beta and the signs of gamma are folded, and gains are left.
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
                  withoutAffine(rewriter, node, keepsGains(model, uses, node));
              case Linear linear ->
                  normalisedOperand(model.graph(), node)
                      .filter(norm -> foldable(model.graph(), uses, norm))
                      .map(norm -> fold(rewriter, node, norm, keepsGains(model, uses, norm)))
                      .orElseGet(() -> rewriter.copy(node));
              default -> rewriter.copy(node);
            });
  }

  private static boolean foldable(Graph graph, Map<String, List<Node>> uses, Node norm) {
    return isInner(graph, norm)
        && uses.getOrDefault(norm.name(), List.of()).stream()
            .allMatch(use -> feeds(use, norm) || passesOn(graph, uses, use));
  }

  private static boolean feeds(Node use, Node norm) {
    return use.op() instanceof Linear && use.operands().indexOf(norm.name()) == 0;
  }

  private static boolean passesOn(Graph graph, Map<String, List<Node>> uses, Node use) {
    return (use.op() instanceof SelectToken || use.op() instanceof Concatenate)
        && isInner(graph, use)
        && uses.getOrDefault(use.name(), List.of()).stream()
            .allMatch(then -> feeds(then, use) || passesOn(graph, uses, then));
  }

  /// Whether a layer that a layer norm feeds has weights of fewer than 8 bits.
  private static boolean keepsGains(Model model, Map<String, List<Node>> uses, Node norm) {
    return uses.getOrDefault(norm.name(), List.of()).stream()
        .anyMatch(
            use ->
                use.op() instanceof Linear
                    ? codes(model.parameters(), model.graph().operand(use, 1)).isPresent()
                    : keepsGains(model, uses, use));
  }

  private static Optional<RowCodes> codes(Parameters parameters, Node weight) {
    return RowCodes.of(parameters, Rewriter.key(weight));
  }

  private static boolean isInner(Graph graph, Node node) {
    return !graph.outputs().contains(node.name());
  }

  /// The layer norm that feeds a linear layer, the same for all parts of what is concatenated.
  private static Optional<Node> normalisedOperand(Graph graph, Node node) {
    Node operand = graph.operand(node, 0);
    return switch (operand.op()) {
      case LayerNorm norm -> Optional.of(operand);
      case SelectToken select -> normalisedOperand(graph, operand);
      case Concatenate concatenate ->
          normalisedOperand(graph, operand)
              .filter(norm -> isSelected(graph, graph.operand(operand, 1), norm));
      default -> Optional.empty();
    };
  }

  private static boolean isSelected(Graph graph, Node node, Node norm) {
    return node.op() instanceof SelectToken && graph.operand(node, 0).equals(norm);
  }

  private static Node withoutAffine(Rewriter rewriter, Node norm, boolean keepGains) {
    TensorType type = rewriter.operand(norm, 1).type();
    int length = type.dim(0);
    if (keepGains) {
      return gainsOnly(rewriter, norm);
    }
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

  private static Node gainsOnly(Rewriter rewriter, Node norm) {
    Node gamma = rewriter.operand(norm, 1);
    Parameters parameters = rewriter.parameters();
    String key = Rewriter.key(gamma);
    Node gains =
        rewriter.reals(norm, key + ".gain", gamma.type(), () -> magnitudes(parameters.reals(key)));
    int length = gamma.type().dim(0);
    Node zeros = rewriter.reals(norm, "zeros." + length, gamma.type(), () -> new float[length]);
    return rewriter.add(norm, norm.op(), rewriter.operand(norm, 0), gains, zeros);
  }

  private static float[] magnitudes(float[] values) {
    float[] magnitudes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      magnitudes[i] = Math.abs(values[i]);
    }
    return magnitudes;
  }

  private static Node fold(Rewriter rewriter, Node linear, Node norm, boolean keepGains) {
    Graph source = rewriter.source();
    String gamma = Rewriter.key(source.operand(norm, 1));
    String beta = Rewriter.key(source.operand(norm, 2));
    Node weight = rewriter.operand(linear, 1);
    Node bias = rewriter.operand(linear, 2);
    String weightKey = Rewriter.key(weight);
    String biasKey = Rewriter.key(bias);
    Parameters parameters = rewriter.parameters();
    String foldedKey = weightKey + (keepGains ? ".signed" : ".affine");
    float[] factors = keepGains ? signs(parameters.reals(gamma)) : parameters.reals(gamma);
    Node foldedWeight =
        rewriter.reals(
            linear,
            foldedKey,
            weight.type(),
            () -> scaleColumns(parameters.reals(weightKey), factors));
    if (keepGains) {
      RowCodes.of(parameters, weightKey)
          .map(codes -> codes.withSigns(factors))
          .ifPresent(codes -> rewriter.beside(before -> codes.beside(before, foldedKey)));
    }
    Node foldedBias =
        rewriter.reals(
            linear,
            biasKey + ".affine",
            bias.type(),
            () -> {
              float[] biases = parameters.reals(biasKey);
              float[] shifts = parameters.reals(beta);
              return areAll(shifts, 0)
                  ? biases
                  : addProduct(biases, parameters.reals(weightKey), shifts);
            });
    return rewriter.add(linear, linear.op(), rewriter.operand(linear, 0), foldedWeight, foldedBias);
  }

  private static float[] signs(float[] gamma) {
    float[] signs = new float[gamma.length];
    for (int i = 0; i < gamma.length; i++) {
      signs[i] = gamma[i] < 0 ? -1 : 1;
    }
    return signs;
  }

  /// One factor a column of the layer norm; a row may hold several such runs of columns.
  private static float[] scaleColumns(float[] weight, float[] factors) {
    if (areAll(factors, 1)) {
      return weight;
    }
    float[] folded = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      folded[i] = weight[i] * factors[i % factors.length];
    }
    return folded;
  }

  private static boolean areAll(float[] values, float one) {
    for (float value : values) {
      if (value != one) {
        return false;
      }
    }
    return true;
  }

  private static float[] addProduct(float[] bias, float[] weight, float[] beta) {
    float[] folded = new float[bias.length];
    int columns = weight.length / bias.length;
    for (int out = 0; out < bias.length; out++) {
      double sum = bias[out];
      for (int k = 0; k < columns; k++) {
        sum += (double) weight[out * columns + k] * beta[k % beta.length];
      }
      folded[out] = (float) sum;
    }
    return folded;
  }
}
