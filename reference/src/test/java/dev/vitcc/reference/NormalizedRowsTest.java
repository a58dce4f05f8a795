package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.IntegerLayerNorm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Holds the integer layer norm to the formulas of docs/numerics.md over numbers without limits.
class NormalizedRowsTest {
  @Test
  void agreesWithUnlimitedArithmeticOnRandomRows() {
    Random random = new Random(5);
    for (int width : new int[] {1, 2, 3, 8, 48, 192, 768, 1000, 1024}) {
      for (int i = 0; i < 60; i++) {
        int spread = 1 << random.nextInt(16);
        int centre = random.nextInt(65535) - 32767;
        int[] row =
            random
                .ints(width, -spread, spread + 1)
                .map(x -> Math.max(-32767, Math.min(32767, x + centre)))
                .toArray();
        agrees(row, op(1 + (random.nextLong(1L << 40) >> random.nextInt(40)), random));
      }
    }
  }

  @Test
  void agreesAtTheCornersOfTheRange() {
    Random random = new Random(6);
    int[][] rows = {
      {0}, {32767, 32767}, {-32767, -32767}, {32767, -32767}, {1, 0}, {0, 0, 0}, {1, 1, 2}
    };
    for (int[] row : rows) {
      for (long epsilon : new long[] {1, 2, 3, 4, 255, 256, 511, 512, 1023, 1024}) {
        agrees(row, op(epsilon, random));
      }
    }
    int[] extremes = new int[1024];
    Arrays.setAll(extremes, i -> i % 2 == 0 ? 32767 : -32767);
    agrees(extremes, op(1, random));
  }

  @Test
  void agreesWhereTheShiftPassesEitherEnd() {
    int[] flat = {0, 0, 0, 0};
    int[] wide = {32767, -32767, 12345, -1};
    for (int shift = -40; shift <= 40; shift++) {
      for (int gain : new int[] {32768, 40001, 65535}) {
        agrees(flat, new IntegerLayerNorm(1, gain, shift));
        agrees(wide, new IntegerLayerNorm(1, gain, shift));
      }
    }
  }

  @Test
  void comesNearTheRealLayerNorm() {
    int width = 192;
    double step = 1.0 / 32;
    // D / (2 step) = 3072 = 49152 / 2^4, so gain = 49152 and -9 - shift = -4
    IntegerLayerNorm op = new IntegerLayerNorm(1, 49152, -5);
    int[] row = new Random(8).ints(width, -2000, 3000).toArray();
    double mean = Arrays.stream(row).average().orElseThrow();
    double variance = Arrays.stream(row).mapToDouble(x -> (x - mean) * (x - mean)).sum() / width;

    int[] y = NormalizedRows.of(op, tensor(row), new int[0]);

    for (int i = 0; i < width; i++) {
      double exact = (row[i] - mean) / Math.sqrt(variance) / step;
      assertThat((double) y[i]).isCloseTo(exact, within(0.55));
    }
  }

  @Test
  void rowsAreIndependent() {
    IntegerLayerNorm op = new IntegerLayerNorm(1, 40000, -4);
    int[] both = NormalizedRows.of(op, tensor(new int[] {1, 5, 9, -700, 3, 60}, 2, 3), new int[0]);

    assertThat(Arrays.copyOfRange(both, 0, 3))
        .isEqualTo(NormalizedRows.of(op, tensor(1, 5, 9), new int[0]));
    assertThat(Arrays.copyOfRange(both, 3, 6))
        .isEqualTo(NormalizedRows.of(op, tensor(-700, 3, 60), new int[0]));
  }

  private static IntegerLayerNorm op(long epsilon, Random random) {
    return new IntegerLayerNorm(
        epsilon, (1 << 15) + random.nextInt(1 << 15), random.nextInt(24) - 12);
  }

  /// The same rows to 8 bits, and to fewer with gains of columns.
  private static void agrees(int[] row, IntegerLayerNorm op) {
    Random random = new Random(Arrays.hashCode(row));
    int[] gains = random.ints(row.length, 0, 256).toArray();
    int bits = 2 + random.nextInt(7);
    var scaled = new IntegerLayerNorm(op.epsilon(), op.gain(), op.shift(), bits);
    assertThat(NormalizedRows.of(op, tensor(row), new int[0]))
        .as(op.toString())
        .isEqualTo(expected(row, op, new int[0]));
    assertThat(NormalizedRows.of(scaled, tensor(row), gains))
        .as(scaled.toString())
        .isEqualTo(expected(row, scaled, gains));
  }

  private static int[] expected(int[] row, IntegerLayerNorm op, int[] gains) {
    BigInteger width = BigInteger.valueOf(row.length);
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (int x : row) {
      sum = sum.add(BigInteger.valueOf(x));
      squares = squares.add(BigInteger.valueOf(x).pow(2));
    }
    int log = width.bitLength() - 1;
    int t = width.bitCount() == 1 ? 24 + log - 1 : 24 + log;
    BigInteger r =
        new BigDecimal(BigInteger.TWO.pow(t + 1))
            .divide(new BigDecimal(width), 0, RoundingMode.HALF_UP)
            .toBigIntegerExact();
    assertThat(r)
        .isBetween(BigInteger.TWO.pow(24), BigInteger.TWO.pow(25).subtract(BigInteger.ONE));
    BigInteger mean2 = round(sum.multiply(r), t);
    BigInteger v =
        width.multiply(squares).subtract(sum.pow(2)).add(BigInteger.valueOf(op.epsilon()));
    BigInteger factor = expectedFactor(v, op);
    int[] y = new int[row.length];
    for (int i = 0; i < y.length; i++) {
      BigInteger deviation = BigInteger.valueOf(2L * row[i]).subtract(mean2);
      BigInteger product = deviation.multiply(factor);
      BigInteger code =
          gains.length == 0
              ? round(product, 25)
              : round(clamp(round(product, 21), 32767).multiply(BigInteger.valueOf(gains[i])), 12);
      y[i] = clamp(code, (1 << (op.bits() - 1)) - 1).intValueExact();
    }
    return y;
  }

  private static BigInteger clamp(BigInteger value, int limit) {
    return value.min(BigInteger.valueOf(limit)).max(BigInteger.valueOf(-limit));
  }

  private static BigInteger expectedFactor(BigInteger v, IntegerLayerNorm op) {
    int k = v.bitLength() - 1;
    BigInteger j = v.shiftLeft(9).shiftRight(k).mod(BigInteger.valueOf(512));
    BigDecimal u =
        new BigDecimal(j.shiftLeft(1).add(BigInteger.valueOf(1025)))
            .divide(BigDecimal.valueOf(1024))
            .multiply(BigDecimal.valueOf(1 + (k & 1)));
    BigInteger t =
        BigDecimal.valueOf(65536)
            .divide(u.sqrt(new MathContext(40)), new MathContext(40))
            .setScale(0, RoundingMode.HALF_UP)
            .toBigIntegerExact();
    BigInteger p = t.multiply(BigInteger.valueOf(op.gain()));
    int shift = op.shift() + (k >> 1);
    BigInteger greatest = BigInteger.TWO.pow(26).subtract(BigInteger.ONE);
    if (shift < 0) {
      return greatest;
    }
    return p.divide(BigInteger.TWO.pow(shift)).min(greatest);
  }

  private static BigInteger round(BigInteger value, int shift) {
    return new BigDecimal(value)
        .divide(new BigDecimal(BigInteger.TWO.pow(shift)))
        .add(new BigDecimal("0.5"))
        .setScale(0, RoundingMode.FLOOR)
        .toBigIntegerExact();
  }

  private static IntTensor tensor(int... row) {
    return tensor(row, 1, row.length);
  }

  private static IntTensor tensor(int[] values, int... shape) {
    return IntTensor.checked(TensorType.of(ElementType.I16, shape), values);
  }
}
