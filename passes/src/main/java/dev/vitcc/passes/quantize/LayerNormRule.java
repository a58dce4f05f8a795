package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.passes.fold.Rewriter;

/// Layer norm, from residual codes to codes of up to 8 bits.
final class LayerNormRule {
  private static final int FULL_GAIN = 255;
  private static final int GAIN_UNITS = 256;

  private final Legalizer legalizer;
  private final Node node;
  private final Codes codes;

  LayerNormRule(Legalizer legalizer, Node node) {
    this.legalizer = legalizer;
    this.node = node;
    this.codes = Codes.of(legalizer.model(), node.name());
  }

  Quantity apply(LayerNorm norm, Quantity x) {
    int dimension = node.type().dim(1);
    double epsilon = norm.epsilon() * dimension * dimension / (x.scale() * x.scale());
    if (epsilon >= 1L << 40) {
      legalizer.tooWide(node, "epsilon is larger than the variance of the calibration images");
    }
    float[] gains =
        legalizer.model().parameters().reals(Rewriter.key(legalizer.realOperand(node, 1)));
    boolean plain = isPlain(gains);
    double unit = plain ? 1 : greatest(gains) * GAIN_UNITS / FULL_GAIN;
    Gain gain = Gain.of(dimension * unit / (2 * codes.step()), -9);
    IntegerLayerNorm op =
        new IntegerLayerNorm(
            Math.max(1, Math.round(epsilon)), gain.gain(), gain.shift(), codes.bits());
    Node result =
        plain
            ? legalizer.add(node, op, x)
            : legalizer.addNamed(node.name(), node, op, x.node(), gainCodes(gains, unit));
    return new Quantity(result, codes.step(), codes.limit());
  }

  private Node gainCodes(float[] gains, double unit) {
    byte[] values = new byte[gains.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) Math.clamp(Math.round(GAIN_UNITS * gains[i] / unit), 0, FULL_GAIN);
    }
    return legalizer.unsignedBytes(node, node.name() + ".gains", values);
  }

  private static boolean isPlain(float[] gains) {
    for (float gain : gains) {
      if (gain != 1) {
        return false;
      }
    }
    return true;
  }

  private static double greatest(float[] gains) {
    double greatest = Double.MIN_NORMAL;
    for (float gain : gains) {
      greatest = Math.max(greatest, gain);
    }
    return greatest;
  }
}
