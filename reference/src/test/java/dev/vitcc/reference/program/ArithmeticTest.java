package dev.vitcc.reference.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.reference.program.Arithmetic.Normalisation;
import org.junit.jupiter.api.Test;

/// The interpreter's arithmetic of codes below 8 bits and of gains, against reals that are exact.
class ArithmeticTest {
  private static final int FACTOR_ONE = 1 << 25;

  /// Every distance, of codes of every width.
  @Test
  void exponentialsAreTheRoundedTableEntry() {
    for (int bits = 2; bits <= 8; bits++) {
      int most = (1 << bits) - 1;
      for (int distance = 0; distance < 65536; distance++) {
        double entry = Math.rint(4080 * Math.pow(2, -(distance % 64) / 64.0));
        double share = entry / Math.pow(2, distance / 64 + 12 - bits);
        double expected = distance >= 576 ? 0 : Math.min(Math.floor(share + 0.5), most);
        assertThat((double) Arithmetic.exponential(Exponential.EXACT, distance, bits))
            .isEqualTo(expected);
      }
      assertThat(Arithmetic.exponential(Exponential.EXACT, 0, bits)).isEqualTo(most);
    }
  }

  /// A factor of one half makes `t` eight times the code: all of them, past the limit as well.
  @Test
  void gainsScaleWithFourBitsMoreThanACodeHas() {
    Normalisation row = new Normalisation(0, FACTOR_ONE / 2);
    for (int gain = 0; gain < 256; gain++) {
      for (int code = -4200; code <= 4200; code++) {
        double fine = Math.clamp(16.0 * code, -32767, 32767);
        double exact = Math.floor(fine * gain / 4096 + 0.5);
        for (int bits = 2; bits <= 8; bits += 3) {
          int limit = (1 << (bits - 1)) - 1;
          assertThat((double) row.apply(code, bits, gain))
              .isEqualTo(Math.clamp(exact, -limit, limit));
        }
      }
    }
  }

  /// Which is why the hardware need not tell them apart.
  @Test
  void leastFineCodeComesToWhatTheOneAboveDoes() {
    for (int gain = 0; gain < 256; gain++) {
      assertThat(Arithmetic.round(-32768L * gain, 12))
          .isEqualTo(Arithmetic.round(-32767L * gain, 12));
    }
  }

  @Test
  void codesWithoutGainsSaturateAtTheirOwnLimit() {
    Normalisation row = new Normalisation(0, FACTOR_ONE / 2);
    for (int bits = 2; bits <= 8; bits++) {
      int limit = (1 << (bits - 1)) - 1;
      for (int code = -200; code <= 200; code++) {
        assertThat(row.apply(code, bits)).isEqualTo(Math.clamp(code, -limit, limit));
      }
    }
  }
}
