package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerMatMul;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Holds the plain integer ops to cases worked out by hand and to exact formulas.
class IntegerOpsTest {
  @Test
  void everyExponentialIsTheRoundedTableEntry() {
    int[] scores = IntStream.rangeClosed(0, 65534).map(u -> 32767 - u).toArray();

    int[] codes =
        IntegerOps.exponentialCodes(
            new ExponentialCodes(), tensor(ElementType.I16, scores, 1, 1, scores.length));

    assertThat(codes[0]).isEqualTo(255);
    for (int u = 0; u < codes.length; u++) {
      double table = Math.rint(4080 * Math.pow(2, -(u % 64) / 64.0));
      double expected = u >= 576 ? 0 : Math.floor(table / Math.pow(2, u / 64 + 4) + 0.5);
      assertThat((double) codes[u]).isEqualTo(expected);
    }
    assertThat(codes[575]).isEqualTo(1);
    assertThat(codes[576]).isZero();
  }

  /// The greatest code is all ones, and a code's real value is its share of 2^bits - 1/16 codes.
  @Test
  void narrowExponentialsAreRoundedFromTheSameTable() {
    int[] scores = IntStream.rangeClosed(0, 65534).map(u -> 32767 - u).toArray();
    for (int bits = 2; bits < 8; bits++) {
      int[] codes =
          IntegerOps.exponentialCodes(
              new ExponentialCodes(bits), tensor(ElementType.I16, scores, 1, 1, scores.length));
      for (int u = 0; u < codes.length; u++) {
        double table = Math.rint(4080 * Math.pow(2, -(u % 64) / 64.0));
        double rounded = Math.floor(table / Math.pow(2, u / 64 + 12 - bits) + 0.5);
        double expected = u >= 576 ? 0 : Math.min(rounded, (1 << bits) - 1);
        assertThat((double) codes[u]).as("%s bits, u = %s", bits, u).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyRowOfExponentialsHasItsOwnMaximum() {
    int[] scores = {-32767, -32767, 100, 164, 36, 32767};

    assertThat(
            IntegerOps.exponentialCodes(
                new ExponentialCodes(), tensor(ElementType.I16, scores, 1, 3, 2)))
        .containsExactly(255, 255, 128, 255, 0, 255);
  }

  @Test
  void lookupTakesTheIndexModuloTheTable() {
    int[] table = IntStream.range(0, 16).map(i -> i * 3).toArray();

    assertThat(
            IntegerOps.lookup(
                tensor(ElementType.signed(4), new int[] {0, 7, -1, -8, -7}, 5), table))
        .containsExactly(0, 21, 45, 24, 27);
  }

  @Test
  void residualAdditionSaturatesAtBothEnds() {
    assertThat(
            IntegerOps.saturatingAdd(
                new int[] {32767, -32767, 32767, 1, 20000, -20000},
                new int[] {1, -1, -32767, 2, 12767, -12768}))
        .containsExactly(32767, -32767, 0, 3, 32767, -32767);
  }

  @Test
  void patchesFollowTheLeadingRowsInOrderOfTheirBytes() {
    IntTensor image = tensor(ElementType.U8, IntStream.range(0, 16).toArray(), 2, 4, 2);

    int[] y =
        IntegerOps.extractPatches(
            new ExtractPatches(2, 1), image, TensorType.of(ElementType.U8, 3, 8));

    assertThat(y)
        .containsExactly(
            0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 8, 9, 10, 11, 4, 5, 6, 7, 12, 13, 14, 15);
  }

  @Test
  void linearAddsTheBiasToExactSums() {
    int depth = 3072;
    int[] x = new int[2 * depth];
    Arrays.fill(x, 255);
    int[] w = new int[depth];
    Arrays.fill(w, -127);
    IntTensor streamed = tensor(ElementType.U8, x, 2, depth);

    assertThat(IntegerOps.linear(streamed, IntegerMatrix.ofColumns(w, 0, depth, 1), new int[] {-5}))
        .containsExactly(-127 * 255 * depth - 5, -127 * 255 * depth - 5);
  }

  @Test
  void linearRefusesSumsThatCouldPass32Bits() {
    IntTensor streamed = tensor(ElementType.U8, new int[4], 1, 4);
    IntegerMatrix weight = IntegerMatrix.ofColumns(new int[4], 0, 4, 1);

    assertThatThrownBy(
            () ->
                IntegerOps.linear(streamed, weight, new int[] {Integer.MAX_VALUE - 4 * 127 * 254}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a sum over u8[1,4] can pass 32 bits");
  }

  @Test
  void productsOfHeadsStayApart() {
    IntTensor left = tensor(ElementType.I8, new int[] {1, 2, 3, 4}, 2, 1, 2);
    IntTensor right = tensor(ElementType.I8, new int[] {1, 10, 100, -127, 5, 6, 7, 8}, 2, 2, 2);
    TensorType result = TensorType.of(ElementType.I32, 2, 1, 2);

    assertThat(IntegerOps.matMul(new IntegerMatMul(false, 32), left, right, result))
        .containsExactly(201, -244, 43, 50);
    assertThat(IntegerOps.matMul(new IntegerMatMul(true, 32), left, right, result))
        .containsExactly(21, -154, 39, 53);
  }

  @Test
  void theStationaryOperandIsWithin127() {
    IntTensor left = tensor(ElementType.I8, new int[] {1}, 1, 1, 1);
    IntTensor right = tensor(ElementType.I8, new int[] {-128}, 1, 1, 1);

    assertThatThrownBy(
            () ->
                IntegerOps.matMul(
                    new IntegerMatMul(false, 32),
                    left,
                    right,
                    TensorType.of(ElementType.I32, 1, 1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("-128");
  }

  private static IntTensor tensor(ElementType element, int[] values, int... shape) {
    return IntTensor.checked(TensorType.of(element, shape), values);
  }
}
