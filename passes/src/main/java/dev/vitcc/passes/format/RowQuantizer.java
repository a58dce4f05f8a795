package dev.vitcc.passes.format;

import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.CalibrateClause.Method;
import dev.vitcc.ir.request.NumberFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/// Finds the codes of one row of weights in a format that is not mixed.
///
/// docs/numerics.md, "Formats of weights", has the values of each format and how its scale is
/// found.
///
/// @param scales how far the codes of fixed-point and power-of-two rows reach
/// @param powersOfTwo whether steps of fixed-point rows are powers of two
record RowQuantizer(Method scales, boolean powersOfTwo) {
  /// To the greatest magnitude.
  static final RowQuantizer MAX = new RowQuantizer(new CalibrateClause.Max(), false);

  /// Below this share of the mean magnitude a ternary weight is zero.
  ///
  /// Li, Zhang, Liu: Ternary Weight Networks, 2016, equation (6).
  private static final double TERNARY_THRESHOLD = 0.7;

  /// Scales that are tried for a format whose values are not evenly spaced.
  private static final int CANDIDATES = 64;

  /// Whether no weight is clipped.
  boolean reachesAll() {
    return scales instanceof CalibrateClause.Max;
  }

  /// A row in a format.
  Row quantize(NumberFormat format, float[] weights) {
    return switch (format) {
      case NumberFormat.Fixed fixed ->
          bestOf(weights, reach -> fixed(weights, fixed.maxBits(), reach));
      case NumberFormat.Binary() -> binary(weights);
      case NumberFormat.Ternary() -> ternary(weights);
      case NumberFormat.PowerOfTwo(int bits) ->
          bestOf(weights, reach -> powerOfTwo(weights, (1 << (bits - 1)) - 2, reach));
      case NumberFormat.ElasticSignificantBits elastic ->
          elastic(weights, new ElasticValues(elastic));
      case NumberFormat.Mixed _, NumberFormat.ByColumn _ ->
          throw new IllegalArgumentException("one row has one format");
    };
  }

  /// A row of fixed-point or binary codes whose scale is given.
  static Row withScale(NumberFormat format, float[] weights, double scale) {
    if (format instanceof NumberFormat.Binary) {
      return new Row(binary(weights).codes(), scale);
    }
    if (format instanceof NumberFormat.Fixed fixed) {
      return new Row(codes(weights, (1 << (fixed.maxBits() - 1)) - 1, scale), scale);
    }
    throw new IllegalArgumentException("no such rows have given scales");
  }

  /// The row whose codes reach as far as the method says.
  ///
  /// @param row for a magnitude that the greatest code stands for
  private Row bestOf(float[] weights, DoubleFunction<Row> row) {
    double greatest = magnitude(weights);
    return switch (scales) {
      case CalibrateClause.Max _, CalibrateClause.Automatic _ -> row.apply(greatest);
      case CalibrateClause.Percentile(double percent) -> row.apply(percentile(weights, percent));
      case CalibrateClause.MeanSquaredError _ ->
          IntStream.rangeClosed(0, CANDIDATES * 9 / 10)
              .mapToObj(i -> row.apply(greatest * (CANDIDATES - i) / CANDIDATES))
              .min(Comparator.comparingDouble(candidate -> candidate.squaredError(weights)))
              .orElseThrow();
    };
  }

  /// The magnitude that this share of the weights stays within.
  private static double percentile(float[] weights, double percent) {
    double[] magnitudes = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray();
    Arrays.setAll(magnitudes, i -> Math.abs(magnitudes[i]));
    Arrays.sort(magnitudes);
    double reach = magnitudes[Math.max(0, (int) Math.ceil(percent / 100 * magnitudes.length) - 1)];
    return reach > 0 ? reach : magnitude(weights); // hardly any weight isn't zero
  }

  /// Evenly spaced up to a magnitude.
  private Row fixed(float[] weights, int bits, double reach) {
    int limit = (1 << (bits - 1)) - 1;
    double scale = scale(reach / limit);
    scale = powersOfTwo ? ShiftOnly.powerOfTwo(scale) : scale;
    return new Row(codes(weights, limit, scale), scale);
  }

  private static byte[] codes(float[] weights, int limit, double scale) {
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) Math.clamp((long) Math.rint(weights[i] / scale), -limit, limit);
    }
    return codes;
  }

  /// The sign, times the mean magnitude; zero counts as positive.
  private static Row binary(float[] weights) {
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (weights[i] >= 0 ? 1 : -1);
    }
    return new Row(codes, scale(meanMagnitude(weights, 0)));
  }

  private static Row ternary(float[] weights) {
    double threshold = TERNARY_THRESHOLD * meanMagnitude(weights, 0);
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (Math.abs(weights[i]) > threshold ? Math.signum(weights[i]) : 0);
    }
    return new Row(codes, scale(meanMagnitude(weights, threshold)));
  }

  /// Zero, and a magnitude halved up to `halvings` times; rounded in the exponent.
  private static Row powerOfTwo(float[] weights, int halvings, double reach) {
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < codes.length && reach > 0; i++) {
      double exponent = halvings + Math.rint(log2(Math.abs(weights[i]) / reach));
      int power = (int) Math.min(exponent, halvings);
      codes[i] = (byte) (exponent < 0 ? 0 : Math.signum(weights[i]) * Math.scalb(1, power));
    }
    return new Row(codes, scale(Math.scalb(reach, -halvings)));
  }

  /// The scale with the least squared error of those that put the greatest value of the format
  /// between half and all of the greatest weight.
  private static Row elastic(float[] weights, ElasticValues values) {
    double most = magnitude(weights) / values.greatest();
    double best = most;
    double least = Double.POSITIVE_INFINITY;
    for (int i = CANDIDATES; i >= CANDIDATES / 2 && most > 0; i--) {
      double scale = most * i / CANDIDATES;
      double error = 0;
      for (float weight : weights) {
        double distance = weight - scale * values.nearest(weight / scale);
        error += distance * distance;
      }
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    byte[] codes = new byte[weights.length];
    for (int i = 0; i < codes.length && most > 0; i++) {
      codes[i] = (byte) values.nearest(weights[i] / best);
    }
    return new Row(codes, scale(best));
  }

  /// A row of zeros has codes of zero, whatever its scale.
  private static double scale(double scale) {
    return scale == 0 ? 1 : scale;
  }

  private static double magnitude(float[] weights) {
    double greatest = 0;
    for (float weight : weights) {
      greatest = Math.max(greatest, Math.abs(weight));
    }
    return greatest;
  }

  /// Of those above a threshold.
  private static double meanMagnitude(float[] weights, double threshold) {
    double sum = 0;
    int count = 0;
    for (float weight : weights) {
      if (Math.abs(weight) >= threshold) {
        sum += Math.abs(weight);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
