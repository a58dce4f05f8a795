package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.reference.ErrorFunction;

/// GELU by a table over a 10-bit index, to 8-bit codes with a zero point.
final class GeluRule {
  static final int INDEX_BITS = 10;
  private static final int INDEX_LIMIT = (1 << (INDEX_BITS - 1)) - 1;

  /// Below minus this, GELU is nearly zero and the index may saturate.
  private static final double NEGATIVE_REACH = 4;

  /// The least value of GELU.
  private static final double LEAST = -0.17004;

  private final Legalizer legalizer;
  private final Node node;

  GeluRule(Legalizer legalizer, Node node) {
    this.legalizer = legalizer;
    this.node = node;
  }

  static double indexStep(Range range) {
    double reach = Math.max(range.high(), Math.min(NEGATIVE_REACH, -range.low()));
    return Math.max(reach, 1e-6) / INDEX_LIMIT;
  }

  /// The step of the output, which spreads its range over all 256 codes.
  static double outputStep(Range range) {
    return (high(range) - low(range)) / 255;
  }

  private static double high(Range range) {
    return Math.max(range.high(), 1e-6);
  }

  private static double low(Range range) {
    return Math.max(LEAST, -high(range));
  }

  Quantity apply(Quantity index) {
    Range range = Ranges.of(legalizer.model(), node.name());
    double step = outputStep(range);
    int zero = (int) (-128 - Math.round(low(range) / step));
    byte[] table = new byte[1 << INDEX_BITS];
    for (int i = -table.length / 2; i < table.length / 2; i++) {
      double x = i * index.scale();
      long code = Math.round(ErrorFunction.gelu(x) / step) + zero;
      table[i & (table.length - 1)] = (byte) Math.clamp(code, -128, 127);
    }
    Node parameter = legalizer.bytes(node, node.name() + ".table", table, table.length);
    Node result = legalizer.addNamed(node.name(), node, new Lookup(), index.node(), parameter);
    return new Quantity(result, step, zero, 128);
  }
}
