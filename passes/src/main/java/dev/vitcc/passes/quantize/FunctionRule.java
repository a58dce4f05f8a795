package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.passes.format.CodeFormat;
import dev.vitcc.passes.format.ShiftOnly;
import dev.vitcc.reference.Activations;
import java.util.function.DoubleUnaryOperator;

/// GELU, what stands for it, or a sigmoid, by a table over a 10-bit index, to codes with a zero
/// point.
final class FunctionRule {
  static final int INDEX_BITS = 10;
  private static final int INDEX_LIMIT = (1 << (INDEX_BITS - 1)) - 1;

  /// Below minus this, GELU is nearly zero and the index may saturate.
  private static final double NEGATIVE_REACH = 4;

  /// Beyond, a sigmoid is within half a code of 0 or 1.
  private static final double SIGMOID_REACH = 8;

  /// The least value of GELU.
  private static final double LEAST = -0.17004;

  private final Legalizer legalizer;
  private final Node node;

  FunctionRule(Legalizer legalizer, Node node) {
    this.legalizer = legalizer;
    this.node = node;
  }

  static double indexStep(Range range, Node function) {
    if (function.op() instanceof Sigmoid) {
      return Math.clamp(range.magnitude(), 1e-6, SIGMOID_REACH) / INDEX_LIMIT;
    }
    double negative = vanishes(function) ? Math.min(NEGATIVE_REACH, -range.low()) : -range.low();
    double reach = Math.max(range.high(), negative);
    return Math.max(reach, 1e-6) / INDEX_LIMIT;
  }

  /// Codes of the output: a trained step without zero point, or the range spread over all codes.
  static Output output(Model model, String node) {
    CodeFormat format = CodeFormat.of(model, node);
    if (format.isTrained()) {
      return new Output(format, format.step(), 0);
    }
    if (model.graph().node(node).op() instanceof Sigmoid) {
      return new Output(format, 1.0 / (2 * format.limit()), -format.limit());
    }
    Range range = Ranges.of(model, node);
    double high = Math.max(range.high(), 1e-6);
    boolean vanishes = vanishes(model.graph().node(node));
    double low = vanishes ? Math.max(LEAST, -high) : Math.min(range.low(), 0);
    double step = ShiftOnly.step(model, (high - low) / (2 * format.limit()));
    return new Output(format, step, (int) (-format.limit() - Math.round(low / step)));
  }

  /// Whether the function is nearly zero, and never far below, for all numbers below zero.
  private static boolean vanishes(Node function) {
    return !(function.op() instanceof PolynomialGelu);
  }

  /// @param zero code that stands for zero
  record Output(CodeFormat format, double step, int zero) {}

  Quantity apply(Quantity index) {
    Output output = output(legalizer.model(), node.name());
    int limit = output.format().limit();
    DoubleUnaryOperator function = Activations.of(node.op());
    byte[] table = new byte[1 << INDEX_BITS];
    for (int i = -table.length / 2; i < table.length / 2; i++) {
      double x = i * index.scale();
      long code = Math.round(function.applyAsDouble(x) / output.step()) + output.zero();
      table[i & (table.length - 1)] = (byte) Math.clamp(code, -limit, limit);
    }
    Node parameter =
        legalizer.bytes(node, node.name() + ".table", output.format().bits(), table, table.length);
    Node result = legalizer.addNamed(node.name(), node, new Lookup(), index.node(), parameter);
    return new Quantity(result, output.step(), output.zero(), limit);
  }
}
