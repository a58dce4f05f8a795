package dev.vitcc.ir.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/// Holds every entry of the tables to exact integer arithmetic.
class NumericTablesTest {
  @Test
  void reciprocalSquareRootsAreRoundedExactly() {
    for (int p = 0; p < 2; p++) {
      for (int j = 0; j < 512; j++) {
        // value^2 = 2^42 / d, so (2n - 1)^2 < 2^44 / d < (2n + 1)^2
        long d = (1025L + 2L * j) << p;
        long n = NumericTables.rsqrt(512 * p + j);
        assertThat((2 * n - 1) * (2 * n - 1) * d).isLessThan(1L << 44);
        assertThat((2 * n + 1) * (2 * n + 1) * d).isGreaterThan(1L << 44);
      }
    }
  }

  @Test
  void reciprocalsAreRoundedExactly() {
    for (int j = 0; j < 1024; j++) {
      // value = 2^27 / d
      long d = 2049L + 2L * j;
      assertThat(NumericTables.reciprocal(j)).isEqualTo((int) (((1L << 28) + d) / (2 * d)));
    }
  }

  @Test
  void powersOfTwoAreRoundedExactly() {
    for (int f = 0; f < 64; f++) {
      // value^64 = 4080^64 / 2^f
      BigInteger bound = BigInteger.valueOf(8160).pow(64);
      long n = NumericTables.exp2(Exponential.EXACT, f);
      assertThat(BigInteger.valueOf(2 * n - 1).pow(64).shiftLeft(f)).isLessThan(bound);
      assertThat(BigInteger.valueOf(2 * n + 1).pow(64).shiftLeft(f)).isGreaterThan(bound);
    }
  }

  @Test
  void entriesFitSixteenBits() {
    assertThat(NumericTables.rsqrtTable()).hasSize(1024).startsWith(65504).endsWith(32776);
    assertThat(NumericTables.reciprocalTable()).hasSize(1024).startsWith(65504).endsWith(32776);
    assertThat(NumericTables.exp2Table(Exponential.EXACT))
        .hasSize(64)
        .startsWith(4080)
        .endsWith(2062);
  }

  @Test
  void tablesAreCopies() {
    NumericTables.exp2Table(Exponential.EXACT)[0] = 1;

    assertThat(NumericTables.exp2(Exponential.EXACT, 0)).isEqualTo(4080);
  }
}
