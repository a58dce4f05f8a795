package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.RowCodes;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.format.ShiftOnly;
import java.util.Arrays;
import java.util.List;

/// A linear layer, requantised as its use asks for.
final class LinearRule {
  /// Logits may be this much larger than calibration saw before they saturate.
  private static final double LOGIT_HEADROOM = 4;

  private final Legalizer legalizer;
  private final Node node;

  LinearRule(Legalizer legalizer, Node node) {
    this.legalizer = legalizer;
    this.node = node;
  }

  /// 16-bit logits.
  Quantity logits(Quantity x) {
    double step = within(x, range(node).magnitude() * LOGIT_HEADROOM / 32767);
    return requantized(x, steps(step), 16, step);
  }

  /// 16-bit codes in the residual scale.
  Quantity addend(Quantity x, double step) {
    return requantized(x, steps(step), 16, step);
  }

  /// The index of the lookup table of the function that follows.
  Quantity index(Quantity x, Node function) {
    double step = within(x, FunctionRule.indexStep(range(node), function));
    return requantized(x, steps(step), FunctionRule.INDEX_BITS, step);
  }

  /// Queries, keys and values, each part with a step of its own, all of one width.
  Quantity heads(Quantity x, List<Node> parts) {
    double[] steps = new double[node.type().dim(1)];
    Codes codes = Codes.of(legalizer.model(), parts.getFirst().name());
    for (Node part : parts) {
      SplitHeads split = (SplitHeads) part.op();
      int columns = steps.length / split.parts();
      Codes own = Codes.of(legalizer.model(), part.name());
      if (own.bits() != codes.bits()) {
        legalizer.wrongFormat(
            part,
            "%d bits, but %d in another part of the same layer"
                .formatted(own.bits(), codes.bits()));
      }
      Arrays.fill(steps, split.part() * columns, (split.part() + 1) * columns, own.step());
    }
    Quantity all = requantized(x, steps, codes.bits(), 1);
    return new Quantity(all.node(), 1, codes.limit());
  }

  /// A step that accumulators can be requantised to.
  private double within(Quantity x, double step) {
    Model model = legalizer.model();
    double least = ResidualStream.leastStep(model, legalizer.memo(), node, x.scale());
    return ShiftOnly.step(model, Math.max(step, least));
  }

  private Range range(Node of) {
    return Ranges.of(legalizer.model(), of.name());
  }

  private double[] steps(double step) {
    double[] steps = new double[node.type().dim(1)];
    Arrays.fill(steps, step);
    return steps;
  }

  private Quantity requantized(Quantity x, double[] steps, int bits, double step) {
    Model model = legalizer.model();
    float[] biases = model.parameters().reals(key(2));
    QuantizedRows rows =
        RowCodes.of(model.parameters(), key(1))
            .map(codes -> rows(codes, biases, x))
            .orElseGet(() -> rows(weights(x), biases, x));
    Node acc = legalizer.accumulators(node, x, rows, rows.codes().length / biases.length);
    double[] scales = new double[steps.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = x.scale() * rows.scales()[i] / steps[i];
    }
    Node scaleNode = legalizer.scales(node, scales);
    Node result = legalizer.addNamed(node.name(), node, new Requantize(bits), acc, scaleNode);
    return new Quantity(result, step, (1 << (bits - 1)) - 1);
  }

  private QuantizedRows rows(RowCodes codes, float[] biases, Quantity x) {
    return legalizer
        .memo()
        .get(
            QuantizedRows.class,
            List.of(codes.codes(), codes.scales(), biases, x.codes()),
            () -> QuantizedRows.of(codes, biases, x.scale(), x::zeroOf));
  }

  private QuantizedRows rows(float[] weights, float[] biases, Quantity x) {
    Model model = legalizer.model();
    return legalizer
        .memo()
        .get(
            QuantizedRows.class,
            List.of(weights, biases, x.codes()),
            () ->
                QuantizedRows.of(
                    weights, biases, x.scale(), x::zeroOf, s -> ShiftOnly.step(model, s)));
  }

  /// The weights, each in units of its column's scale.
  private float[] weights(Quantity x) {
    float[] weights = legalizer.model().parameters().reals(key(1));
    if (x.joined().isEmpty()) {
      return weights;
    }
    int columns = legalizer.realOperand(node, 0).type().dim(1);
    float[] scaled = new float[weights.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (weights[i] * x.ratio(i % columns));
    }
    return scaled;
  }

  private String key(int operand) {
    return Rewriter.key(legalizer.model().graph().operand(node, operand));
  }
}
