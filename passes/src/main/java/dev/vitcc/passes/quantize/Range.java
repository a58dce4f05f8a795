package dev.vitcc.passes.quantize;

import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;

/// The values that codes have to cover, from what calibration saw.
///
/// @param low the least, at most 0
/// @param high the greatest, at least 0
public record Range(double low, double high) {
  private static final int CANDIDATES = 100;

  /// The greatest magnitude; 1 where all was zero, so that another image still has codes.
  public double magnitude() {
    double greatest = Math.max(-low, high);
    return greatest == 0 ? 1 : greatest;
  }

  /// The range that a method picks for codes of a width.
  public static Range choose(Histogram histogram, Method method, int bits) {
    double low = Math.min(0, histogram.min());
    double high = Math.max(0, histogram.max());
    double limit =
        switch (method) {
          case CalibrateClause.Automatic automatic ->
              bits < 8 ? leastError(histogram, bits) : histogram.magnitude();
          case CalibrateClause.Max max -> histogram.magnitude();
          case CalibrateClause.Percentile percentile -> histogram.percentile(percentile.percent());
          case CalibrateClause.MeanSquaredError mse -> leastError(histogram, bits);
        };
    return new Range(Math.max(low, -limit), Math.min(high, limit));
  }

  /// The magnitude to clip at with the least mean squared error over codes that cover what is left
  /// of the range, in both directions or, for a function that is hardly ever negative, in one.
  private static double leastError(Histogram histogram, int bits) {
    boolean oneSided = histogram.min() > -histogram.max() / 4;
    int codes = (1 << bits) - 2;
    double best = histogram.magnitude();
    double least = Double.POSITIVE_INFINITY;
    for (int i = CANDIDATES; i >= CANDIDATES / 10; i--) {
      double limit = histogram.magnitude() * i / CANDIDATES;
      double low = oneSided ? Math.min(0, histogram.min()) : -limit;
      double error = histogram.squaredError(low, limit, (limit - low) / codes);
      if (error < least) {
        least = error;
        best = limit;
      }
    }
    return best;
  }
}
