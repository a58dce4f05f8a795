package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.LayerNorm;

/// Layer norm without affine part, from residual codes to 8 bits.
final class LayerNormRule {
  private static final int LIMIT = 127;
  private final Legalizer legalizer;

  LayerNormRule(Legalizer legalizer) {
    this.legalizer = legalizer;
  }

  Quantity apply(Node node, LayerNorm norm, Quantity x) {
    int dimension = node.type().dim(1);
    double step = Ranges.of(legalizer.model(), node.name()).magnitude() / LIMIT;
    double epsilon = norm.epsilon() * dimension * dimension / (x.scale() * x.scale());
    if (epsilon >= 1L << 40) {
      legalizer.tooWide(node, "epsilon is larger than the variance of the calibration images");
    }
    Gain gain = Gain.of(dimension / (2 * step), -9);
    IntegerLayerNorm op =
        new IntegerLayerNorm(Math.max(1, Math.round(epsilon)), gain.gain(), gain.shift());
    return new Quantity(legalizer.add(node, op, x), step, LIMIT);
  }
}
