package dev.vitcc.reference;

import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.op.IntegerLayerNorm;

/// Layer norm of residual codes: exact sums, then one look-up of the reciprocal square root.
final class NormalizedRows {
  private static final long GREATEST_FACTOR = (1L << 26) - 1;

  private NormalizedRows() {}

  /// @param gains of columns in 1/256, or empty for columns that have none
  static int[] of(IntegerLayerNorm op, IntTensor x, int[] gains) {
    int width = x.type().dim(-1);
    int log = 31 - Integer.numberOfLeadingZeros(width);
    int meanShift = (width == 1 << log ? 23 : 24) + log;
    long meanFactor = ((1L << (meanShift + 2)) + width) / (2L * width);
    int limit = Rounding.limit(op.bits());
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
      for (int i = 0; i < width; i++) {
        long product = (2L * x.values()[row + i] - twiceMean) * factor;
        long code = gains.length == 0 ? Rounding.round(product, 25) : scaled(product, gains[i]);
        y[row + i] = Rounding.clamp(code, limit);
      }
    }
    return y;
  }

  /// A column's share of full scale; until it is taken the value has four bits below a code's own.
  private static long scaled(long product, int gain) {
    int fine = Rounding.clamp(Rounding.round(product, 21), 32767);
    return Rounding.round((long) fine * gain, 12);
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
