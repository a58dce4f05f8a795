package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimaxTest {
  /// The line through a convex function touches its ends and its point of equal slope.
  @Test
  void lineOfExpHasTheErrorThatIsKnownInClosedForm() {
    double slope = (Math.E - 1 / Math.E) / 2;
    double touching = Math.log(slope);
    double constant = (Math.exp(-1) + slope + slope - slope * touching) / 2;
    double error = Math.exp(-1) + slope - constant;
    assertThat(Minimax.of(Math::exp, -1, 1, 1).error()).isCloseTo(error, withinPercentage(0.01));
  }

  /// Chebyshev: the best polynomial of degree n of 1/(x - a) on [-1, 1] errs by (a - √(a² - 1))^n /
  /// (a² - 1).
  @ParameterizedTest
  @CsvSource({"1.5, 1", "1.5, 3", "3, 2", "3, 5", "1.1, 4"})
  void polynomialsOfAPoleHaveTheErrorThatChebyshevGives(double pole, int degree) {
    double root = Math.sqrt(pole * pole - 1);
    double error = Math.pow(pole - root, degree) / (pole * pole - 1);
    assertThat(Minimax.of(x -> 1 / (x - pole), -1, 1, degree).error())
        .isCloseTo(error, withinPercentage(0.1));
  }

  /// Chebyshev: x^(n+1) less its best polynomial of degree n is T(n+1) / 2^n.
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4"})
  void powersAreMissedByChebyshevPolynomials(int degree) {
    Minimax minimax = Minimax.of(x -> Math.pow(x, degree + 1), -1, 1, degree);
    assertThat(minimax.error()).isCloseTo(Math.scalb(1.0, -degree), withinPercentage(0.01));
  }

  @Test
  void polynomialsAreFoundExactly() {
    Minimax minimax = Minimax.of(x -> 3 - 2 * x + x * x, -1, 1, 2);
    assertThat(minimax.coefficients()).containsExactly(new double[] {3, -2, 1}, offset());
    assertThat(minimax.error()).isLessThan(1e-12);
  }

  private static Offset<Double> offset() {
    return within(1e-9);
  }
}
