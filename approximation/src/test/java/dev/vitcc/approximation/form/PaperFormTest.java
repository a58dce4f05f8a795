package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.reference.Activations;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The errors that papers' constants have by themselves, seen at 16 bits.
class PaperFormTest {
  private static final int BITS = 16;

  @Test
  void polynomialOfIBertErrsByWhatItsConstantsDo() {
    assertThat(absolute(RealFunction.GELU, "I-BERT")).isCloseTo(0.0182, within(0.0002));
  }

  /// With delta 0.5 the function tends to 3x/4 and x/4, so it needs a network that was trained so.
  @Test
  void heatVitsHalvedPolynomialIsNoGelu() {
    assertThat(absolute(RealFunction.GELU, "HeatViT, delta 0.5")).isCloseTo(2, within(0.001));
  }

  /// The same polynomial in reals, which the float reference has.
  @ParameterizedTest
  @CsvSource({"I-BERT, 1", "'HeatViT, delta 0.5', 0.5"})
  void circuitsComputeThePolynomialOfTheReference(String name, double delta) {
    Problem problem = Problems.of(RealFunction.GELU, 12);
    DoubleUnaryOperator polynomial = Activations.of(new PolynomialGelu(delta));
    Candidate form = form(problem, name);
    for (int place = 0; place < problem.inputs(); place++) {
      double exact = polynomial.applyAsDouble(problem.in().real(problem.code(place)));
      assertThat(form.circuit().value(place) * problem.out().step())
          .isCloseTo(exact, within(0.9 * problem.out().step()));
    }
  }

  @Test
  void planErrsByNineteenThousandths() {
    assertThat(absolute(RealFunction.SIGMOID, "PLAN")).isCloseTo(0.0189, within(0.0001));
  }

  @Test
  void exponentialErrsByThreeThousandthsOfItself() {
    Problem problem =
        new Problem(
            RealFunction.EXP, Codes.from(BITS, -Math.scalb(11, -4), 0), Codes.from(BITS, 0, 1));
    Candidate form = form(problem, "I-BERT");
    double worst = 0;
    for (int place = 0; place < problem.inputs(); place++) {
      double exact = Math.exp(problem.in().real(place));
      double value = Math.scalb((double) form.circuit().value(place), -BITS);
      worst = Math.max(worst, Math.abs(value / exact - 1));
    }
    assertThat(worst).isCloseTo(0.0031, within(0.0002));
  }

  private static double absolute(RealFunction function, String name) {
    Problem problem = Problems.of(function, BITS);
    return form(problem, name).proof().ulps() * problem.out().step();
  }

  private static Candidate form(Problem problem, String name) {
    return PaperForm.of(problem).stream()
        .filter(form -> form.form().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
