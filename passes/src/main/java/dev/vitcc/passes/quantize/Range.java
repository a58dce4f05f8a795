package dev.vitcc.passes.quantize;

import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;

/// The values that codes have to cover, from what calibration saw.
///
/// @param low the least, at most 0
/// @param high the greatest, at least 0
public record Range(double low, double high) {
  private static final int CANDIDATES = 100;

  /// The greatest magnitude, never zero.
  public double magnitude() {
    return Math.max(Math.max(-low, high), Double.MIN_NORMAL * 1e20);
  }

  /// The range that a method picks.
  public static Range choose(Histogram histogram, Method method) {
    double low = Math.min(0, histogram.min());
    double high = Math.max(0, histogram.max());
    double limit =
        switch (method) {
          case CalibrateClause.Max max -> histogram.magnitude();
          case CalibrateClause.Percentile percentile -> histogram.percentile(percentile.percent());
          case CalibrateClause.MeanSquaredError mse -> leastError(histogram);
        };
    return new Range(Math.max(low, -limit), Math.min(high, limit));
  }

  /// The magnitude to clip at with the least mean squared error over 8-bit symmetric codes.
  private static double leastError(Histogram histogram) {
    double best = histogram.magnitude();
    double least = Double.POSITIVE_INFINITY;
    for (int i = CANDIDATES; i >= CANDIDATES / 5; i--) {
      double limit = histogram.magnitude() * i / CANDIDATES;
      double error = histogram.squaredError(-limit, limit, limit / 127);
      if (error < least) {
        least = error;
        best = limit;
      }
    }
    return best;
  }
}
