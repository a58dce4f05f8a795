package dev.vitcc.passes.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.NumberFormat.ElasticSignificantBits;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Holds every format to its set of values, written down here once more, and to its rule.
class RowQuantizerTest {
  private static final Offset<Double> EXACT = within(1e-6);

  /// A row that is dense enough to reach every code of every format.
  private static final float[] DENSE = dense();

  private static float[] dense() {
    float[] row = new float[20_001];
    for (int i = 0; i < row.length; i++) {
      row[i] = (i - 10_000) / 10_000f;
    }
    return row;
  }

  private static Set<Integer> codes(NumberFormat format) {
    Set<Integer> codes = new TreeSet<>();
    for (byte code : RowQuantizer.MAX.quantize(format, DENSE).codes()) {
      codes.add((int) code);
    }
    return codes;
  }

  @Test
  void fixedPointHasAllCodesButTheLeast() {
    for (int bits = 2; bits <= 8; bits++) {
      int limit = (1 << (bits - 1)) - 1;
      assertThat(codes(NumberFormat.fixed(bits)))
          .isEqualTo(IntStream.rangeClosed(-limit, limit).boxed().collect(Collectors.toSet()));
    }
  }

  @Test
  void binaryAndTernaryHaveTheirCodes() {
    assertThat(codes(new NumberFormat.Binary())).containsExactlyInAnyOrder(-1, 1);
    assertThat(codes(new NumberFormat.Ternary())).containsExactlyInAnyOrder(-1, 0, 1);
  }

  @Test
  void powersOfTwoAreZeroAndPowers() {
    assertThat(codes(new NumberFormat.PowerOfTwo(2))).containsExactlyInAnyOrder(-1, 0, 1);
    assertThat(codes(new NumberFormat.PowerOfTwo(3)))
        .containsExactlyInAnyOrder(-4, -2, -1, 0, 1, 2, 4);
    assertThat(codes(new NumberFormat.PowerOfTwo(4)))
        .containsExactlyInAnyOrder(-64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64);
  }

  /// Four bits: with one significant bit exponents 0 … 2 of 2 and 3; values in units of the least.
  @Test
  void elasticFormatsLieBetweenPowersOfTwoAndFixedPoint() {
    assertThat(codes(new ElasticSignificantBits(4, 0)))
        .isEqualTo(codes(new NumberFormat.PowerOfTwo(4)));
    assertThat(codes(new ElasticSignificantBits(4, 1)))
        .containsExactlyInAnyOrder(-12, -8, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 12);
    assertThat(codes(new ElasticSignificantBits(4, 2))).isEqualTo(codes(NumberFormat.fixed(4)));
    assertThat(codes(new ElasticSignificantBits(5, 2)))
        .containsAll(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28))
        .hasSize(31);
  }

  @Test
  void formatsHaveAsManyValuesAsTheirBitsCanName() {
    for (int bits = 3; bits <= 8; bits++) {
      for (int significant = 0; significant < bits; significant++) {
        var format = new ElasticSignificantBits(bits, significant);
        if (format.greatest() <= 127) {
          assertThat(codes(format)).as("%s", format).hasSizeBetween(3, (1 << bits) - 1);
        }
      }
    }
  }

  @Test
  void rulesAreThoseOfTheTrainingRuns() {
    float[] row = {0.5f, -1.0f, 0.3f, 0.0f, -0.02f};

    Row fixed = RowQuantizer.MAX.quantize(NumberFormat.fixed(4), row);
    assertThat(fixed.scale()).isCloseTo(1.0 / 7, EXACT);
    assertThat(fixed.codes()).containsExactly(4, -7, 2, 0, 0);

    Row binary = RowQuantizer.MAX.quantize(new NumberFormat.Binary(), row);
    assertThat(binary.scale()).isCloseTo(1.82 / 5, EXACT);
    assertThat(binary.codes()).containsExactly(1, -1, 1, 1, -1);

    // Threshold 0.7 · 0.364 = 0.2548.
    Row ternary = RowQuantizer.MAX.quantize(new NumberFormat.Ternary(), row);
    assertThat(ternary.scale()).isCloseTo(1.8 / 3, EXACT);
    assertThat(ternary.codes()).containsExactly(1, -1, 1, 0, 0);

    // log2 of 0.3 is -1.74, of 0.02 is -5.64.
    Row power = RowQuantizer.MAX.quantize(new NumberFormat.PowerOfTwo(4), row);
    assertThat(power.scale()).isCloseTo(1.0 / 64, EXACT);
    assertThat(power.codes()).containsExactly(32, -64, 16, 0, -1);
  }

  @Test
  void aRowOfZerosIsZeroOrHasAScale() {
    float[] zeros = new float[4];
    for (NumberFormat format :
        List.of(
            NumberFormat.fixed(4),
            new NumberFormat.Ternary(),
            new NumberFormat.PowerOfTwo(4),
            new ElasticSignificantBits(4, 1))) {
      assertThat(RowQuantizer.MAX.quantize(format, zeros).codes()).containsOnly(0);
    }
    assertThat(RowQuantizer.MAX.quantize(new NumberFormat.Binary(), zeros).scale()).isPositive();
  }

  /// Nothing on a fine grid of scales is better by more than the grid's coarseness.
  @Test
  void elasticScalesAreNearlyTheBest() {
    var format = new ElasticSignificantBits(4, 1);
    Random random = new Random(3);
    float[] row = new float[192];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    Row chosen = RowQuantizer.MAX.quantize(format, row);
    double least = Double.POSITIVE_INFINITY;
    for (double scale = 0.05; scale < 0.6; scale += 0.0005) {
      least = Math.min(least, error(row, scale));
    }
    assertThat(error(row, chosen.scale())).isLessThan(least * 1.05);
  }

  private static double error(float[] row, double scale) {
    double error = 0;
    for (float weight : row) {
      double best = Double.POSITIVE_INFINITY;
      for (int code : new int[] {0, 1, 2, 3, 4, 6, 8, 12}) {
        best = Math.min(best, Math.abs(Math.abs(weight) - code * scale));
      }
      error += best * best;
    }
    return error;
  }

  /// Of 1,000 weights all but ten lie within 1.
  @Test
  void percentilesClipWhatIsBeyond() {
    float[] row = new float[1000];
    for (int i = 0; i < row.length; i++) {
      row[i] = i < 10 ? -5 : (i - 9) / 990f;
    }
    RowQuantizer clipped = new RowQuantizer(new CalibrateClause.Percentile(99), false);
    for (NumberFormat format : List.of(NumberFormat.fixed(4), new NumberFormat.PowerOfTwo(4))) {
      Row found = clipped.quantize(format, row);
      int greatest = format instanceof NumberFormat.Fixed ? 7 : 64;
      assertThat(found.scale()).isCloseTo(1.0 / greatest, EXACT);
      assertThat(found.codes()[0]).isEqualTo((byte) -greatest);
      assertThat(found.codes()[999]).isEqualTo((byte) greatest);
    }
  }

  /// Nothing on a fine grid of scales is better by more than the grid's coarseness.
  @Test
  void leastSquaredErrorIsNearlyTheLeast() {
    RowQuantizer best = new RowQuantizer(new CalibrateClause.MeanSquaredError(), false);
    Random random = new Random(4);
    float[] row = new float[192];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    NumberFormat four = NumberFormat.fixed(4);
    double least = Double.POSITIVE_INFINITY;
    for (double scale = 0.1; scale < 0.6; scale += 0.0005) {
      double error = 0;
      for (float weight : row) {
        double code = Math.clamp(Math.rint(weight / scale), -7, 7);
        error += Math.pow(weight - code * scale, 2);
      }
      least = Math.min(least, error);
    }
    double found = best.quantize(four, row).squaredError(row);
    assertThat(found).isLessThan(least * 1.02);
    assertThat(found).isLessThan(RowQuantizer.MAX.quantize(four, row).squaredError(row) * 0.9);
  }

  /// 1 / 7 is not a power of two; 1 / 4 is the next.
  @Test
  void stepsAreRoundedUpToPowersOfTwo() {
    RowQuantizer shifts = new RowQuantizer(new CalibrateClause.Max(), true);
    Row row = shifts.quantize(NumberFormat.fixed(4), new float[] {1, -0.5f, 0.25f});
    assertThat(row.scale()).isEqualTo(0.25);
    assertThat(row.codes()).containsExactly(4, -2, 1);
  }

  @Test
  void mixedRowsGoByVariance() {
    float[][] rows = {{3, -3}, {1, -1}, {2, -2}, {5, -5}, {4, -4}};
    NumberFormat power = new NumberFormat.PowerOfTwo(4);
    NumberFormat fixed = NumberFormat.fixed(4);
    var mixed =
        new NumberFormat.Mixed(
            List.of(new NumberFormat.Share(40, fixed), new NumberFormat.Share(60, power)));
    assertThat(RowFormats.assign(mixed, rows)).containsExactly(power, power, power, fixed, fixed);
  }
}
