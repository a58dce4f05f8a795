package dev.vitcc.passes.quantize;

/// How often values of a tensor fall where, in bins of equal width that double as needed.
///
/// Bin widths are powers of two and counts are integers, so the result does not depend on the order
/// in which values come or histograms are merged.
public final class Histogram {
  /// Bins on each side of zero.
  private static final int HALF = 2048;

  private static final int LEAST_EXPONENT = -40;

  private final long[] counts = new long[2 * HALF];
  private int exponent = LEAST_EXPONENT;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /// Adds values.
  public void add(float[] values) {
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    growTo(Math.max(Math.abs(min), Math.abs(max)));
    double perUnit = HALF / limit();
    for (float value : values) {
      counts[Math.clamp((int) Math.floor(value * perUnit) + HALF, 0, 2 * HALF - 1)]++;
    }
  }

  /// Adds what another histogram saw.
  public void merge(Histogram other) {
    if (other.isEmpty()) {
      return;
    }
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    growTo(Math.max(limit(), other.limit()) * 0.75);
    int step = 1 << (exponent - other.exponent);
    for (int i = 0; i < other.counts.length; i++) {
      counts[Math.floorDiv(i - HALF, step) + HALF] += other.counts[i];
    }
  }

  public boolean isEmpty() {
    return min > max;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /// The greatest magnitude seen.
  public double magnitude() {
    return Math.max(Math.abs(min), Math.abs(max));
  }

  /// The least magnitude that `percent` of the values stay within, to the width of a bin.
  public double percentile(double percent) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    long wanted = (long) Math.ceil(total * percent / 100);
    long seen = 0;
    for (int i = 0; i < HALF; i++) {
      seen += counts[HALF + i] + counts[HALF - 1 - i];
      if (seen >= wanted) {
        return Math.min(magnitude(), (i + 1) * limit() / HALF);
      }
    }
    return magnitude();
  }

  /// The mean squared error of quantising to steps of `step` from `low` to `high`.
  public double squaredError(double low, double high, double step) {
    double width = limit() / HALF;
    double error = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        double value = (i - HALF + 0.5) * width;
        double clipped = Math.clamp(value, low, high);
        double distance = value - low - step * Math.rint((clipped - low) / step);
        // Below the width of a bin the error of a smooth density is that of its spread.
        error += counts[i] * Math.max(distance * distance, Math.min(step, width) * width / 12);
      }
    }
    return error;
  }

  private double limit() {
    return Math.scalb(1.0, exponent);
  }

  /// Doubles the bins until they reach beyond a magnitude; all doublings at once, because a
  /// histogram of one tensor of one image starts far below its values.
  private void growTo(double magnitude) {
    int before = exponent;
    while (limit() <= magnitude) {
      exponent++;
    }
    int doublings = Math.min(exponent - before, Integer.SIZE - 2);
    if (doublings > 0) {
      long[] old = counts.clone();
      java.util.Arrays.fill(counts, 0);
      for (int i = 0; i < old.length; i++) {
        counts[((i - HALF) >> doublings) + HALF] += old[i];
      }
    }
  }
}
