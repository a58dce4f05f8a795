package dev.vitcc.reference.program;

import dev.vitcc.ir.numerics.Exponential;
import java.math.BigInteger;

/// The arithmetic of docs/numerics.md, written from the page and apart from the reference's.
final class Arithmetic {
  private Arithmetic() {}

  /// Round half up of `value / 2^bits`.
  static long round(long value, int bits) {
    long unit = 1L << bits;
    return Math.floorDiv(value + unit / 2, unit);
  }

  static int limit(long value, int limit) {
    return (int) Math.max(-limit, Math.min(limit, value));
  }

  /// The greatest code of so many bits.
  static int codeLimit(int bits) {
    return (1 << (bits - 1)) - 1;
  }

  /// A requantised accumulator; `scale` is level and mantissa as packed.
  static int requantize(long accumulator, int scale, int bits) {
    long mantissa = scale % (1 << 17);
    int level = scale / (1 << 17);
    return limit(round(accumulator * mantissa, 14 + 6 * level), codeLimit(bits));
  }

  static int log2(long value) {
    return BigInteger.valueOf(value).bitLength() - 1;
  }

  /// The `bits` bits of `value` below its leading one.
  private static int fraction(long value, int bits) {
    int exponent = log2(value);
    long rest = value - (1L << exponent);
    return (int) (exponent >= bits ? rest >> (exponent - bits) : rest << (bits - exponent));
  }

  /// Twice the mean and the factor of a normalised row.
  record Normalisation(int mean2, int factor) {
    /// A code of `bits` bits.
    int apply(int code, int bits) {
      return limit(round((2L * code - mean2) * factor, 25), codeLimit(bits));
    }

    /// The same in a column that has a gain, in 1/256.
    int apply(int code, int bits, int gain) {
      long fine = limit(round((2L * code - mean2) * factor, 21), 32767);
      return limit(round(fine * gain, 12), codeLimit(bits));
    }
  }

  /// Constants of a layer norm as the command has them.
  record NormConstants(
      int dimension, int meanFactor, int meanShift, long epsilon, int gain, int shift) {
    Normalisation of(long sum, long squares) {
      long mean2 = round(sum * meanFactor, meanShift);
      long variance = dimension * squares - sum * sum + epsilon;
      if (variance < 1) {
        return new Normalisation((int) mean2, 0);
      }
      int exponent = log2(variance);
      double mantissa = 1 + (fraction(variance, 9) + 0.5) / 512;
      double scaled = exponent % 2 == 0 ? mantissa : 2 * mantissa;
      long product = Math.round(65536 / Math.sqrt(scaled)) * gain;
      int down = shift + exponent / 2;
      long most = (1L << 26) - 1;
      long factor = down < 0 ? most : down > 31 ? 0 : Math.min(most, product >> down);
      return new Normalisation((int) mean2, (int) factor);
    }
  }

  /// (2^bits - 1) · 2^(-distance/64), or what stands for that power, as a code of `bits` bits.
  static int exponential(Exponential form, int distance, int bits) {
    int octaves = distance / 64;
    if (octaves >= 9) {
      return 0;
    }
    double part = distance % 64 / 64.0;
    double below = 1.353 - part * Math.log(2);
    double power =
        switch (form) {
          case EXACT -> Math.pow(2, -part);
          case IBERT -> 0.3585 * below * below + 0.344;
          case IVIT -> (2 - part) / 2;
        };
    long mantissa = Math.round(4080 * power);
    return (int) Math.min(round(mantissa, octaves + 12 - bits), (1 << bits) - 1);
  }

  /// About 65536/sum of each unit: what the tables hold, times 2^exponent of the sum.
  private static long reciprocal(long sum) {
    return Math.round(65536 / (1 + (fraction(sum, 10) + 0.5) / 1024));
  }

  /// The share of a sum that an exponential has, in units of 2^-16.
  static int shareOf(int exponential, int sum) {
    return (int) Math.floorDiv(exponential * reciprocal(sum), 1L << log2(sum));
  }

  /// The same of a score, in units of 2^-15, rounded.
  static long weightOf(long score, long sum) {
    return round(score * reciprocal(sum), log2(sum) + 1);
  }

  /// A sum over a total, in units of 2^-8.
  static int meanOf(long sum, int total) {
    return (int) Math.floorDiv(sum * reciprocal(total), 1L << (log2(total) + 8));
  }

  /// The packed scale of a row whose exponentials add up to `sum`; of no exponentials, zero.
  static int rowScale(int sum, int gain, int shift) {
    if (sum == 0) {
      return 0;
    }
    long product = reciprocal(sum) * gain / 32768;
    int steps = shift + log2(sum);
    if (steps < 0) {
      return (1 << 17) - 1;
    }
    int level = Math.min(3, steps / 6);
    int down = steps - 6 * level;
    return (level << 17) + (int) (down > 16 ? 0 : product >> down);
  }
}
