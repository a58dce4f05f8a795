package dev.vitcc.approximation.form;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Coefficients of a polynomial for each segment of the counts.
///
/// z counts from the middle of a segment. With `units[i]` binary places below an ulp for the
/// coefficient of power i, in half segments,
///
/// ```
/// acc = c[degree];  acc = (acc · z >> bits - 1 + units[i + 1] - units[i]) + c[i], i = degree - 1 … 0
/// ```
///
/// @param core what is approximated, in ulps
record Fit(DoubleUnaryOperator core, Segments segments) {
  /// The greatest error of the best polynomials of a degree with real coefficients.
  double error(int degree) {
    double greatest = 0;
    for (int i = 0; i < segments.count(); i++) {
      int segment = i;
      if (segments.exists(segment) && segments.bits(segment) > 0) {
        Minimax best = minimax(segment, z -> exact(segment, z), degree);
        greatest = Math.max(greatest, best.error());
      }
    }
    return greatest;
  }

  /// By power and segment. Powers are rounded from the highest down; each time a minimax polynomial
  /// of what is left is looked for, so that the lower ones make up for the rounding. The constant
  /// is put in the middle of the errors that the integers really have.
  long[][] coefficients(int[] units) {
    int degree = units.length - 1;
    long[][] coefficients = new long[degree + 1][segments.count()];
    for (int segment = 0; segment < segments.count(); segment++) {
      if (!segments.exists(segment)) {
        continue;
      }
      long[] rounded = segment(segment, units);
      for (int power = 0; power <= degree; power++) {
        coefficients[power][segment] = rounded[power];
      }
    }
    return coefficients;
  }

  private long[] segment(int segment, int[] units) {
    int degree = units.length - 1;
    long[] rounded = new long[degree + 1];
    for (int power = segments.bits(segment) == 0 ? 0 : degree; power > 0; power--) {
      double leading = minimax(segment, rest(segment, rounded, units), power).coefficients()[power];
      rounded[power] = Math.round(Math.scalb(leading, units[power]));
    }
    rounded[0] = middle(segment, rounded, units);
    return rounded;
  }

  private Minimax minimax(int segment, DoubleUnaryOperator function, int degree) {
    double end = 1 - Math.scalb(2.0, -segments.bits(segment));
    Minimax centred = Minimax.of(z -> function.applyAsDouble(scaled(z, end)), -1, 1, degree);
    double[] coefficients = centred.coefficients().clone();
    Arrays.setAll(coefficients, i -> coefficients[i] * Math.pow(2 / (end + 1), i));
    return new Minimax(coefficients, centred.error());
  }

  private static double scaled(double z, double end) {
    return -1 + (z + 1) / 2 * (end + 1);
  }

  /// The core where z is in half segments.
  private double exact(int segment, double z) {
    double half = Math.scalb(0.5, segments.bits(segment));
    return core.applyAsDouble(segments.first(segment) + half + z * half);
  }

  private DoubleUnaryOperator rest(int segment, long[] rounded, int[] units) {
    return z -> {
      double value = 0;
      for (int i = rounded.length - 1; i > 0; i--) {
        value = (value + Math.scalb((double) rounded[i], -units[i])) * z;
      }
      return exact(segment, z) - value;
    };
  }

  private long middle(int segment, long[] rounded, int[] units) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    int from = segments.first(segment);
    int bits = segments.bits(segment);
    int half = segments.zBits() == 0 ? 0 : 1 << (segments.zBits() - 1);
    int end = (int) Math.min(segments.last() + 1L, from + (1L << bits));
    for (int count = from; count < end; count++) {
      int z = ((count - from) << (segments.zBits() - bits)) - half;
      double missing = Math.scalb(core.applyAsDouble(count), units[0]) - horner(rounded, units, z);
      least = Math.min(least, missing);
      greatest = Math.max(greatest, missing);
    }
    return Math.round((least + greatest) / 2);
  }

  private long horner(long[] coefficients, int[] units, int z) {
    int degree = units.length - 1;
    long value = coefficients[degree];
    for (int i = degree - 1; i >= 0; i--) {
      value = ((value * z) >> (segments.zBits() - 1 + units[i + 1] - units[i])) + coefficients[i];
    }
    return value;
  }
}
