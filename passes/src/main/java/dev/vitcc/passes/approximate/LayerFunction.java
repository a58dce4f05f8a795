package dev.vitcc.passes.approximate;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.form.FittedLines;
import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.quantize.Ranges;
import java.util.Arrays;
import java.util.List;

/// A layer's function as the model has it: between its codes, by its lines.
///
/// @param lines proven from the coefficients that the accelerator loads
public record LayerFunction(String layer, Problem problem, FittedLines lines) {
  /// Those of an integer graph, in order.
  public static List<LayerFunction> of(Model model) {
    return model.graph().nodes().stream()
        .filter(node -> node.op() instanceof PiecewiseLinear)
        .map(node -> of(model, node, (PiecewiseLinear) node.op()))
        .toList();
  }

  private static LayerFunction of(Model model, Node node, PiecewiseLinear op) {
    String key = Rewriter.key(model.graph().operand(node, 1));
    if (!(model.parameters().get(key) instanceof TensorData.Words words)) {
      throw new IllegalStateException(key + " holds no lines");
    }
    long[] slopes = Arrays.stream(words.values()).mapToLong(Lines::slope).toArray();
    long[] intercepts = Arrays.stream(words.values()).mapToLong(Lines::intercept).toArray();
    Problem problem = problem(model, node);
    return new LayerFunction(
        node.name(), problem, FittedLines.of(problem, op.fraction(), slopes, intercepts));
  }

  /// GELU from indices to codes, as they were legalised.
  static Problem problem(Model model, Node node) {
    Node index = model.graph().operand(node, 0);
    double step = Ranges.scaleOf(model, node.name());
    return new Problem(
        RealFunction.GELU,
        new Codes(bits(index), true, Ranges.scaleOf(model, index.name()), 0),
        new Codes(bits(node), true, step, -step * Ranges.zeroOf(model, node.name())));
  }

  private static int bits(Node node) {
    return ((ElementType.Int) node.type().element()).bits();
  }
}
