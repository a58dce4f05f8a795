package dev.vitcc.reference;

import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;

/// Accumulators to codes, by a scale a column or by a scale a row.
final class Requantization {
  private static final int MANTISSA_BITS = 17;
  private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;

  private Requantization() {}

  /// @param scales one a column, or one for all
  /// @throws IllegalStateException if a scale is not a u17 mantissa and a u2 level
  static int[] columns(Requantize op, int[] accumulators, int[] scales) {
    for (int scale : scales) {
      if (scale < 0 || scale >= 4 << MANTISSA_BITS) {
        throw new IllegalStateException("not a level and a mantissa: " + scale);
      }
    }
    int limit = Rounding.limit(op.bits());
    int[] y = new int[accumulators.length];
    for (int row = 0; row < y.length; row += scales.length) {
      for (int j = 0; j < scales.length; j++) {
        y[row + j] = requantize(accumulators[row + j], scales[j], limit);
      }
    }
    return y;
  }

  /// The scale of a row is `gain * 2^(-13 - shift)` divided by the sum of its codes.
  static int[] rows(RequantizeRows op, IntTensor accumulators, IntTensor codes) {
    int limit = Rounding.limit(op.bits());
    int width = accumulators.type().dim(-1);
    int keys = codes.type().dim(-1);
    int[] y = new int[accumulators.values().length];
    for (int row = 0; row < y.length / width; row++) {
      long sum = 0;
      for (int m = 0; m < keys; m++) {
        sum += codes.values()[row * keys + m];
      }
      int scale = rowScale(op, sum);
      for (int i = row * width; i < (row + 1) * width; i++) {
        y[i] = requantize(accumulators.values()[i], scale, limit);
      }
    }
    return y;
  }

  /// The packed scale of a row whose exponentials add up to `sum`: zero if there are none, as where
  /// no token is left to be averaged.
  static int rowScale(RequantizeRows op, long sum) {
    if (sum == 0) {
      return 0;
    }
    Reciprocal reciprocal = Reciprocal.of(sum);
    int p = (int) ((reciprocal.mantissa() * op.gain()) >> 15);
    int q = op.shift() + reciprocal.exponent();
    if (q < 0) {
      return MANTISSA_MASK;
    }
    if (q < 24) {
      return pack(q / 6, p >> (q % 6));
    }
    return pack(3, q - 18 > 16 ? 0 : p >> (q - 18));
  }

  private static int pack(int level, int mantissa) {
    return (level << MANTISSA_BITS) | mantissa;
  }

  private static int requantize(int accumulator, int scale, int limit) {
    int shift = 14 + 6 * (scale >> MANTISSA_BITS);
    long product = (long) accumulator * (scale & MANTISSA_MASK);
    return Rounding.clamp(Rounding.round(product, shift), limit);
  }
}
