package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Holds requantisation to the formulas of docs/numerics.md over numbers without limits.
class RequantizationTest {
  private static final int ONE = 1 << 14;

  @Test
  void roundsHalfUpAlsoBelowZero() {
    int half = ONE / 2;

    assertThat(
            Requantization.columns(new Requantize(8), new int[] {1, -1, 3, -3}, new int[] {half}))
        .containsExactly(1, 0, 2, -1);
  }

  @Test
  void saturatesSymmetrically() {
    int[] accumulators = {126, 127, 128, -127, -128, -129, Integer.MIN_VALUE, Integer.MAX_VALUE};

    assertThat(Requantization.columns(new Requantize(8), accumulators, new int[] {ONE}))
        .containsExactly(126, 127, 127, -127, -127, -127, -127, 127);
    assertThat(Requantization.columns(new Requantize(10), accumulators, new int[] {4 * ONE}))
        .containsExactly(504, 508, 511, -508, -511, -511, -511, 511);
  }

  @Test
  void agreesWithUnlimitedArithmeticAtEveryLevel() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      int level = random.nextInt(4);
      int mantissa = random.nextInt(1 << 17) >> random.nextInt(17);
      int bits = new int[] {8, 10, 16}[random.nextInt(3)];
      int accumulator = random.nextInt() >> random.nextInt(32);
      int scale = (level << 17) + mantissa;

      int[] y =
          Requantization.columns(new Requantize(bits), new int[] {accumulator}, new int[] {scale});

      assertThat(y[0]).isEqualTo(expected(accumulator, mantissa, level, bits));
    }
  }

  @Test
  void eachColumnHasItsOwnScale() {
    assertThat(
            Requantization.columns(
                new Requantize(16), new int[] {5, 5, 6, 6}, new int[] {ONE, 2 * ONE}))
        .containsExactly(5, 10, 6, 12);
  }

  @Test
  void refusesAScaleThatIsNotALevelAndAMantissa() {
    assertThatThrownBy(
            () -> Requantization.columns(new Requantize(8), new int[1], new int[] {1 << 19}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("524288");
  }

  @Test
  void rowScalesAgreeWithUnlimitedArithmetic() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      long sum = 1L + (random.nextInt(1 << 22) >> random.nextInt(22));
      int gain = (1 << 15) + random.nextInt(1 << 15);
      int shift = random.nextInt(80) - 30;

      assertThat(Requantization.rowScale(new RequantizeRows(8, gain, shift), sum))
          .isEqualTo(expectedRowScale(sum, gain, shift));
    }
  }

  @Test
  void rowScaleLimitsAtBothEnds() {
    assertThat(Requantization.rowScale(new RequantizeRows(8, 1 << 15, -9), 256)).isEqualTo(131071);
    // q = 0 at level 0, q = 23 at level 3 shifted by 5, q = 34 the last that keeps a bit
    assertThat(Requantization.rowScale(new RequantizeRows(8, 1 << 15, -8), 256)).isEqualTo(65504);
    assertThat(Requantization.rowScale(new RequantizeRows(8, 1 << 15, 15), 256))
        .isEqualTo((3 << 17) + (65504 >> 5));
    assertThat(Requantization.rowScale(new RequantizeRows(8, 65535, 26), 256))
        .isEqualTo((3 << 17) + 1);
    assertThat(Requantization.rowScale(new RequantizeRows(8, 65535, 27), 256)).isEqualTo(3 << 17);
  }

  @Test
  void rowScaleIsNearTheQuotientItStandsFor() {
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      int sum = 255 + random.nextInt(255 * 196);
      RequantizeRows op = new RequantizeRows(8, (1 << 15) + random.nextInt(1 << 15), -7);
      int packed = Requantization.rowScale(op, sum);
      double value = (packed & 131071) / Math.pow(2, 14 + 6 * (packed >> 17));
      double exact = op.gain() * Math.pow(2, -13 - op.shift()) / sum;

      assertThat(Math.abs(value / exact - 1)).isLessThan(0x1p-10 + 0x1p-11);
    }
  }

  @Test
  void dividesEachRowByItsOwnSum() {
    IntTensor accumulators = ints(ElementType.I32, new int[] {25500, 51000, 25500, 51000}, 1, 2, 2);
    IntTensor codes = ints(ElementType.U8, new int[] {255, 0, 255, 255}, 1, 2, 2);
    // scale_v = scale_o: gain * 2^(-13 - shift) = 1
    RequantizeRows op = new RequantizeRows(16, 1 << 15, 2);

    assertThat(Requantization.rows(op, accumulators, codes)).containsExactly(100, 200, 50, 100);
  }

  @Test
  void aMeanOfNothingIsZero() {
    IntTensor accumulators = ints(ElementType.I32, new int[] {0, 0, 510, 255}, 1, 2, 2);
    IntTensor codes = ints(ElementType.U8, new int[] {0, 0, 0, 255}, 1, 2, 2);
    RequantizeRows op = new RequantizeRows(16, 1 << 15, 2);

    assertThat(Requantization.rows(op, accumulators, codes)).containsExactly(0, 0, 2, 1);
  }

  private static int expected(long accumulator, long mantissa, int level, int bits) {
    BigDecimal product =
        BigDecimal.valueOf(accumulator)
            .multiply(BigDecimal.valueOf(mantissa))
            .divide(BigDecimal.valueOf(2).pow(14 + 6 * level));
    BigInteger rounded =
        product.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
    BigInteger limit = BigInteger.TWO.pow(bits - 1).subtract(BigInteger.ONE);
    return rounded.min(limit).max(limit.negate()).intValueExact();
  }

  private static int expectedRowScale(long sum, int gain, int shift) {
    int k = BigInteger.valueOf(sum).bitLength() - 1;
    // the fraction's first ten bits, by division
    BigInteger j =
        BigInteger.valueOf(sum).shiftLeft(10).shiftRight(k).mod(BigInteger.valueOf(1024));
    BigDecimal t =
        new BigDecimal(1L << 27)
            .divide(
                new BigDecimal(j.shiftLeft(1).add(BigInteger.valueOf(2049))),
                0,
                RoundingMode.HALF_UP);
    BigInteger p =
        t.toBigIntegerExact().multiply(BigInteger.valueOf(gain)).divide(BigInteger.valueOf(32768));
    int q = shift + k;
    if (q < 0) {
      return (1 << 17) - 1;
    }
    int level = Math.min(3, q / 6);
    return level * (1 << 17) + p.divide(BigInteger.TWO.pow(q - 6 * level)).intValueExact();
  }

  private static IntTensor ints(ElementType element, int[] values, int... shape) {
    return IntTensor.checked(TensorType.of(element, shape), values);
  }
}
