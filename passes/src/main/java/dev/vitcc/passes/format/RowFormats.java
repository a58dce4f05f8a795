package dev.vitcc.passes.format;

import dev.vitcc.ir.request.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Deals the rows of a matrix to the formats of a mixed one.
///
/// Rows of low variance go to the formats whose values crowd around zero: first binary, ternary,
/// powers of two, then elastic ones, then fixed point of ever more bits.
///
/// Chang et al.: Mix and Match, HPCA 2021, section IV; the same in RMSMP and Auto-ViT-Acc.
final class RowFormats {
  private RowFormats() {}

  /// A format for each row.
  static List<NumberFormat> assign(NumberFormat format, float[][] rows) {
    if (!(format instanceof NumberFormat.Mixed mixed)) {
      return IntStream.range(0, rows.length).mapToObj(row -> format).toList();
    }
    List<Integer> byVariance =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> variance(rows[row])))
            .toList();
    List<NumberFormat.Share> shares =
        mixed.shares().stream()
            .sorted(Comparator.comparingInt(share -> fineness(share.format())))
            .toList();
    NumberFormat[] formats = new NumberFormat[rows.length];
    double percent = 0;
    int from = 0;
    for (NumberFormat.Share share : shares) {
      percent += share.percent();
      int to = Math.clamp((int) (percent / 100 * rows.length + 0.5), from, rows.length);
      byVariance.subList(from, to).forEach(row -> formats[row] = share.format());
      from = to;
    }
    return List.of(formats);
  }

  /// The first format of a mixed one for the rows given, the second for all others.
  static List<NumberFormat> given(NumberFormat.Mixed mixed, List<Integer> first, int rows) {
    Set<Integer> chosen = new LinkedHashSet<>(first);
    List<NumberFormat> formats = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      formats.add(mixed.shares().get(chosen.contains(row) ? 0 : 1).format());
    }
    return formats;
  }

  private static int fineness(NumberFormat format) {
    return switch (format) {
      case NumberFormat.Binary() -> 0;
      case NumberFormat.Ternary() -> 1;
      case NumberFormat.PowerOfTwo(int bits) -> bits;
      case NumberFormat.ElasticSignificantBits(int bits, int _) -> 10 + bits;
      case NumberFormat.Fixed(int _, int bits) -> 20 + bits;
      case NumberFormat.Mixed _, NumberFormat.ByColumn _ ->
          throw new IllegalArgumentException("formats are not mixed twice");
    };
  }

  private static double variance(float[] row) {
    double sum = 0;
    double squares = 0;
    for (float value : row) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / row.length;
    return squares / row.length - mean * mean;
  }
}
