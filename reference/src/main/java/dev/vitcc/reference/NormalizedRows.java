package dev.vitcc.reference;

import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.op.IntegerLayerNorm;

/// Layer norm of residual codes: exact sums, then one look-up of the reciprocal square root.
final class NormalizedRows {
  private static final long GREATEST_FACTOR = (1L << 26) - 1;

  private NormalizedRows() {}

  static int[] of(IntegerLayerNorm op, IntTensor x) {
    int width = x.type().dim(-1);
    int log = 31 - Integer.numberOfLeadingZeros(width);
    int meanShift = (width == 1 << log ? 23 : 24) + log;
    long meanFactor = ((1L << (meanShift + 2)) + width) / (2L * width);
    int[] y = new int[x.values().length];
    for (int row = 0; row < y.length; row += width) {
      long sum = 0;
      long squares = 0;
      for (int i = row; i < row + width; i++) {
        long value = x.values()[i];
        sum += value;
        squares += value * value;
      }
      long twiceMean = Rounding.round(sum * meanFactor, meanShift);
      long factor = factor(op, width * squares - sum * sum + op.epsilon());
      for (int i = row; i < row + width; i++) {
        long product = (2L * x.values()[i] - twiceMean) * factor;
        y[i] = Rounding.clamp(Rounding.round(product, 25), 127);
      }
    }
    return y;
  }

  /// What a row is multiplied by, in units of 2^-25, if `variance` is D^2 times its variance plus
  /// epsilon.
  private static long factor(IntegerLayerNorm op, long variance) {
    int k = 63 - Long.numberOfLeadingZeros(variance);
    int j = (int) (k < 9 ? variance << (9 - k) : variance >> (k - 9)) & 511;
    long product = (long) NumericTables.rsqrt((k & 1) * 512 + j) * op.gain();
    int shift = op.shift() + (k >> 1);
    if (shift < 0) {
      return GREATEST_FACTOR;
    }
    return shift > 31 ? 0 : Math.min(GREATEST_FACTOR, product >> shift);
  }
}
