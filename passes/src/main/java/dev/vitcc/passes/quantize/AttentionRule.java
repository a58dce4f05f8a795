package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.op.UniformAttention;
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
    TensorOp codes = left.get().node().op();
    boolean shares = codes instanceof ExponentialCodes || codes instanceof UniformAttention;
    if (!op.transposeRight() && fromHeads && shares) {
      return Optional.of(outputs(node, left.get(), right.get()));
    }
    legalizer.refuse(node, "it must be queries by keys, or softmax by values");
    return Optional.empty();
  }

  private Optional<Quantity> scores(Node node, Quantity queries, Quantity keys) {
    Optional<Scaled> scaled = scaled(node);
    if (scaled.isEmpty()) {
      legalizer.refuse(node, "scores must go through softmax, with a scale at most");
      return Optional.empty();
    }
    int length = queries.node().type().dim(2);
    Node acc = legalizer.products(node, true, queries, keys, length);
    // Codes for a score of one.
    double codes =
        scaled.get().factor() * scaled.get().softmax().form().octaves() * CODES_PER_OCTAVE;
    double scale = step(node, 0) * step(node, 1) * codes;
    Node scales = legalizer.scales(node, new double[] {scale});
    Node result = legalizer.addNamed(node.name(), node, new Requantize(16), acc, scales);
    return Optional.of(new Quantity(result, 1 / codes, 32767));
  }

  /// The softmax that scores go to, and the factor before it.
  private record Scaled(double factor, Softmax softmax) {}

  /// A factor of one without a scale, empty if no softmax follows.
  private Optional<Scaled> scaled(Node scores) {
    Optional<Node> user = onlyUse(scores);
    double factor = user.isPresent() && user.get().op() instanceof Scale scale ? scale.factor() : 1;
    Optional<Node> last =
        user.filter(node -> node.op() instanceof Scale).flatMap(this::onlyUse).or(() -> user);
    return last.filter(node -> node.op() instanceof Softmax)
        .map(node -> new Scaled(factor, (Softmax) node.op()));
  }

  private Optional<Node> onlyUse(Node node) {
    List<Node> users = legalizer.usesOf(node);
    return users.size() == 1 ? Optional.of(users.getFirst()) : Optional.empty();
  }

  private Quantity outputs(Node node, Quantity codes, Quantity values) {
    int length = codes.node().type().dim(2);
    Node acc = legalizer.products(node, false, codes, values, length);
    Codes output = Codes.of(legalizer.model(), node.name());
    double delta =
        legalizer.realOperand(node, 0).op() instanceof Softmax softmax ? softmax.delta() : 1;
    Gain gain = Gain.of(delta * step(node, 1) / output.step(), -13);
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
