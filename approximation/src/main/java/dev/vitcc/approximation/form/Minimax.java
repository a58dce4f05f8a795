package dev.vitcc.approximation.form;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The polynomial of a degree whose greatest error on an interval is least.
///
/// Found by exchange: E. Remez, 1934; here with all reference points exchanged at once.
///
/// @param coefficients of powers of z, from the constant on; z is -1 at the low end and 1 at the
///   high one
/// @param error the greatest
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Minimax(double[] coefficients, double error) {
  private static final int ROUNDS = 40;
  private static final int POINTS_BETWEEN = 24;
  private static final double EQUAL = 1e-6;

  /// @param function continuous from low to high
  public static Minimax of(DoubleUnaryOperator function, double low, double high, int degree) {
    DoubleUnaryOperator f = z -> function.applyAsDouble(low + (high - low) * (z + 1) / 2);
    double[] reference = new double[degree + 2];
    Arrays.setAll(reference, i -> -Math.cos(Math.PI * i / (degree + 1)));
    double[] best = new double[degree + 1];
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      double[] solved = levelled(f, reference);
      double[] polynomial = Arrays.copyOf(solved, degree + 1);
      DoubleUnaryOperator error = z -> f.applyAsDouble(z) - value(polynomial, z);
      double[] extrema = extrema(error, reference);
      double greatest =
          Arrays.stream(extrema).map(z -> Math.abs(error.applyAsDouble(z))).max().orElse(0);
      if (greatest < least) {
        least = greatest;
        best = polynomial;
      }
      if (greatest - Math.abs(solved[degree + 1]) <= EQUAL * greatest) {
        break;
      }
      reference = extrema;
    }
    return new Minimax(best, least);
  }

  /// The value of a polynomial, Horner's way.
  static double value(double[] coefficients, double z) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * z + coefficients[i];
    }
    return value;
  }

  /// Coefficients, and last the error that has this size and alternating signs at all points.
  private static double[] levelled(DoubleUnaryOperator f, double[] points) {
    int n = points.length;
    double[][] rows = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      double power = 1;
      for (int j = 0; j < n - 1; j++) {
        rows[i][j] = power;
        power *= points[i];
      }
      rows[i][n - 1] = i % 2 == 0 ? 1 : -1;
      rows[i][n] = f.applyAsDouble(points[i]);
    }
    return solved(rows);
  }

  /// Gauss with pivots; the right-hand side is the last column.
  private static double[] solved(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
      }
      double[] swapped = rows[column];
      rows[column] = rows[pivot];
      rows[pivot] = swapped;
      for (int row = 0; row < n; row++) {
        if (row != column) {
          double factor = rows[row][column] / rows[column][column];
          for (int j = column; j <= n; j++) {
            rows[row][j] -= factor * rows[column][j];
          }
        }
      }
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, i -> rows[i][n] / rows[i][i]);
    return solution;
  }

  /// The greatest error, with the sign that is due, around each point of the reference.
  private static double[] extrema(DoubleUnaryOperator error, double[] reference) {
    int n = reference.length;
    double[] extrema = new double[n];
    double sign = Math.signum(error.applyAsDouble(reference[0]));
    for (int i = 0; i < n; i++) {
      double from = i == 0 ? -1 : (reference[i - 1] + reference[i]) / 2;
      double to = i == n - 1 ? 1 : (reference[i] + reference[i + 1]) / 2;
      extrema[i] = greatest(error, sign, from, to);
      sign = -sign;
    }
    return extrema;
  }

  private static double greatest(DoubleUnaryOperator error, double sign, double from, double to) {
    double best = from;
    double greatest = Double.NEGATIVE_INFINITY;
    double width = (to - from) / POINTS_BETWEEN;
    for (int i = 0; i <= POINTS_BETWEEN; i++) {
      double z = from + i * width;
      double value = sign * error.applyAsDouble(z);
      if (value > greatest) {
        greatest = value;
        best = z;
      }
    }
    return refined(error, sign, Math.max(from, best - width), Math.min(to, best + width));
  }

  /// By golden sections.
  private static double refined(DoubleUnaryOperator error, double sign, double from, double to) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = from;
    double high = to;
    for (int i = 0; i < POINTS_BETWEEN; i++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (sign * error.applyAsDouble(left) > sign * error.applyAsDouble(right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return (low + high) / 2;
  }
}
