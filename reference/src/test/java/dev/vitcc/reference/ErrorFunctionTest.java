package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Holds erf and erfc to a series and a continued fraction that share nothing with them.
class ErrorFunctionTest {
  @Test
  void erfAgreesWithItsSeries() {
    for (double x = -3; x <= 3; x += 1.0 / 128) {
      double expected = series(x);
      assertThat(ErrorFunction.erf(x)).isCloseTo(expected, within(1e-14 * Math.abs(expected)));
    }
  }

  @Test
  void erfcAgreesWithItsContinuedFractionInTheTail() {
    for (double x = 2; x <= 20; x += 1.0 / 64) {
      double expected = continuedFraction(x);
      assertThat(ErrorFunction.erfc(x)).isCloseTo(expected, within(1e-13 * expected));
      assertThat(ErrorFunction.erfc(-x)).isEqualTo(2 - ErrorFunction.erfc(x));
    }
  }

  @Test
  void geluKeepsItsPrecisionWhereItNearsZero() {
    assertThat(ErrorFunction.gelu(0)).isZero();
    assertThat(ErrorFunction.gelu(1)).isCloseTo(0.8413447460685429, within(1e-15));
    // -8 Phi(-8), Phi(-8) = 6.220960574271785e-16
    assertThat(ErrorFunction.gelu(-8)).isCloseTo(-4.976768459417428e-15, within(1e-28));
    assertThat(ErrorFunction.gelu(50)).isEqualTo(50);
  }

  /// `2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (2n+1)!!`, whose terms all have one sign.
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /// `exp(-x^2)/sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...))))`.
  private static double continuedFraction(double x) {
    double value = x;
    for (int n = 400; n >= 1; n--) {
      value = x + n / 2.0 / value;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / value;
  }
}
