package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import java.util.List;
import java.util.Optional;

/// The two products of attention.
final class AttentionRule {
  /// Codes of a score per octave of its exponential.
  private static final double CODES_PER_OCTAVE = 64;

  private final Legalizer legalizer;

  AttentionRule(Legalizer legalizer) {
    this.legalizer = legalizer;
  }

  Optional<Quantity> product(Node node, MatMul op) {
    Optional<Quantity> left = legalizer.ofOperand(node, 0, "queries or probabilities");
    Optional<Quantity> right = legalizer.ofOperand(node, 1, "keys or values");
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean fromHeads = right.get().node().op() instanceof SplitHeads;
    if (op.transposeRight() && fromHeads && left.get().node().op() instanceof SplitHeads) {
      return scores(node, left.get(), right.get());
    }
    if (!op.transposeRight() && fromHeads && left.get().node().op() instanceof ExponentialCodes) {
      return Optional.of(outputs(node, left.get(), right.get()));
    }
    legalizer.refuse(node, "it must be queries by keys, or softmax by values");
    return Optional.empty();
  }

  private Optional<Quantity> scores(Node node, Quantity queries, Quantity keys) {
    Optional<Double> factor = factor(node);
    if (factor.isEmpty()) {
      legalizer.refuse(node, "scores must go through softmax, with a scale at most");
      return Optional.empty();
    }
    int length = queries.node().type().dim(2);
    Node acc = legalizer.products(node, true, queries, keys, length);
    double octave = Math.log(2);
    double scale = step(node, 0) * step(node, 1) * factor.get() / octave * CODES_PER_OCTAVE;
    Node scales = legalizer.scales(node, new double[] {scale});
    Node result = legalizer.addNamed(node.name(), node, new Requantize(16), acc, scales);
    return Optional.of(new Quantity(result, octave / CODES_PER_OCTAVE / factor.get(), 32767));
  }

  /// The factor between scores and softmax: one without, empty if no softmax follows.
  private Optional<Double> factor(Node scores) {
    List<Node> users = legalizer.usesOf(scores);
    if (users.size() != 1) {
      return Optional.empty();
    }
    Node user = users.getFirst();
    if (user.op() instanceof Softmax) {
      return Optional.of(1.0);
    }
    boolean scaled =
        user.op() instanceof Scale
            && legalizer.usesOf(user).size() == 1
            && legalizer.usesOf(user).getFirst().op() instanceof Softmax;
    return scaled && user.op() instanceof Scale scale
        ? Optional.of(scale.factor())
        : Optional.empty();
  }

  private Quantity outputs(Node node, Quantity codes, Quantity values) {
    int length = codes.node().type().dim(2);
    Node acc = legalizer.products(node, false, codes, values, length);
    Codes output = Codes.of(legalizer.model(), node.name());
    Gain gain = Gain.of(step(node, 1) / output.step(), -13);
    Node result =
        legalizer.addNamed(
            node.name(),
            node,
            new RequantizeRows(output.bits(), gain.gain(), gain.shift()),
            acc,
            codes.node());
    return new Quantity(result, output.step(), output.limit());
  }

  /// The step of queries, keys or values, which their shared requantisation gave to their columns.
  private double step(Node node, int operand) {
    return Codes.of(legalizer.model(), node.operands().get(operand)).step();
  }
}
