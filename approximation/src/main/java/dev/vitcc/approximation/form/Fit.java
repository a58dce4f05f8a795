package dev.vitcc.approximation.form;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Coefficients of a polynomial for each segment of the counts 0 … `last`.
///
/// A segment is 2^`bits` counts; z counts from its middle. With `units[i]` binary places below an
/// ulp for the coefficient of power i, in half segments,
///
/// ```
/// acc = c[degree];  acc = (acc · z >> bits - 1 + units[i + 1] - units[i]) + c[i], i = degree - 1 … 0
/// ```
///
/// @param core what is approximated, in ulps
record Fit(DoubleUnaryOperator core, int last, int bits) {
  int segments() {
    return (last >> bits) + 1;
  }

  /// The greatest error of the best polynomials of a degree with real coefficients.
  double error(int degree) {
    double greatest = 0;
    for (int i = 0; i < segments(); i++) {
      int segment = i;
      greatest = Math.max(greatest, minimax(z -> exact(segment, z), degree).error());
    }
    return greatest;
  }

  /// By power and segment. Powers are rounded from the highest down; each time a minimax polynomial
  /// of what is left is looked for, so that the lower ones make up for the rounding. The constant
  /// is put in the middle of the errors that the integers really have.
  long[][] coefficients(int[] units) {
    int degree = units.length - 1;
    long[][] coefficients = new long[degree + 1][segments()];
    for (int segment = 0; segment < segments(); segment++) {
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
    for (int power = bits == 0 ? 0 : degree; power > 0; power--) {
      double leading = minimax(rest(segment, rounded, units), power).coefficients()[power];
      rounded[power] = Math.round(Math.scalb(leading, units[power]));
    }
    rounded[0] = middle(segment, rounded, units);
    return rounded;
  }

  private Minimax minimax(DoubleUnaryOperator function, int degree) {
    double end = 1 - Math.scalb(2.0, -bits);
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
    double half = Math.scalb(0.5, bits);
    return core.applyAsDouble((segment << bits) + half + z * half);
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
    int from = segment << bits;
    for (int count = from; count <= Math.min(last, from + (1 << bits) - 1); count++) {
      long value = horner(rounded, units, bits == 0 ? 0 : count - from - (1 << (bits - 1)));
      double missing = Math.scalb(core.applyAsDouble(count), units[0]) - value;
      least = Math.min(least, missing);
      greatest = Math.max(greatest, missing);
    }
    return Math.round((least + greatest) / 2);
  }

  private long horner(long[] coefficients, int[] units, int z) {
    int degree = units.length - 1;
    long value = coefficients[degree];
    for (int i = degree - 1; i >= 0; i--) {
      value = ((value * z) >> (bits - 1 + units[i + 1] - units[i])) + coefficients[i];
    }
    return value;
  }
}
