package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  /// Enough for the reciprocal square root of any code.
  private static final MathContext DIGITS = new MathContext(40);

  @ParameterizedTest
  @EnumSource(RealFunction.class)
  void errorsStayWithinTheBoundAndCostsBelowTheTable(RealFunction function) {
    requireBounds(Problems.of(function, 8));
    requireBounds(Problems.of(function, 10));
  }

  @Tag("nightly")
  @ParameterizedTest
  @EnumSource(RealFunction.class)
  void soDoThoseOfLongerCodes(RealFunction function) {
    requireBounds(Problems.of(function, 12));
  }

  private static void requireBounds(Problem problem) {
    for (double bound : new double[] {0.5, 1, 2}) {
      List<Candidate> found = Search.within(problem, bound);
      Candidate table = Search.table(problem);
      assertThat(found)
          .allSatisfy(candidate -> assertThat(worst(problem, candidate)).isLessThan(bound + 1e-8));
      assertThat(found.getFirst().circuit().cost().lut())
          .isLessThanOrEqualTo(table.circuit().cost().lut());
    }
  }

  /// Found again without the proof's own loop.
  private static double worst(Problem problem, Candidate candidate) {
    double worst = 0;
    for (int place = 0; place < problem.inputs(); place++) {
      double x = problem.in().real(problem.code(place));
      double y = problem.function().applyAsDouble(x) / problem.out().step();
      double limited = Math.max(problem.out().least(), Math.min(problem.out().greatest(), y));
      worst = Math.max(worst, Math.abs(candidate.circuit().value(place) - limited));
    }
    return worst;
  }

  /// 1 / (1 + i/2^n) in 2^-n, halves up: floor((2^(2n + 1) + d) / 2d), d = 2^n + i.
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12})
  void correctlyRoundedReciprocalsAreThoseOfExactArithmetic(int bits) {
    Problem problem = Problems.of(RealFunction.RECIPROCAL, bits);
    Candidate cheapest = Search.within(problem, 0.5).getFirst();
    for (int i = 1; i < 1 << bits; i++) {
      long divisor = (1L << bits) + i;
      long exact = ((1L << (2 * bits + 1)) + divisor) / (2 * divisor);
      assertThat(cheapest.circuit().value(i)).isEqualTo(Math.min(exact, (1L << bits) - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12})
  void correctlyRoundedSquareRootsAreThoseOfExactArithmetic(int bits) {
    Problem problem = Problems.of(RealFunction.RSQRT, bits);
    Candidate cheapest = Search.within(problem, 0.5).getFirst();
    for (int i = 1; i < 1 << bits; i++) {
      BigDecimal x =
          BigDecimal.ONE.add(
              BigDecimal.valueOf(3L * i).divide(new BigDecimal(BigInteger.TWO.pow(bits)), DIGITS));
      BigDecimal ulps = new BigDecimal(BigInteger.TWO.pow(bits)).divide(x.sqrt(DIGITS), DIGITS);
      BigDecimal missing = ulps.subtract(BigDecimal.valueOf(cheapest.circuit().value(i))).abs();
      assertThat(missing).isLessThanOrEqualTo(new BigDecimal("0.5"));
    }
  }

  @Test
  void sixteenBitsAreProvenToo() {
    Problem problem = Problems.of(RealFunction.GELU, 16);
    Candidate cheapest = Search.within(problem, 1).getFirst();
    assertThat(worst(problem, cheapest)).isLessThan(1 + 1e-8);
    assertThat(cheapest.circuit().cost().tableBits()).isLessThan(1 << 15);
  }

  @Test
  void nothingIsNearerThanRoundingAllows() {
    assertThat(Search.within(Problems.of(RealFunction.GELU, 8), 0.3)).isEmpty();
  }

  /// GELU is max(x, 0) less a bump only if a step of the input is some steps of the output.
  @Test
  void unequalStepsAreFittedDirectly() {
    Problem problem = new Problem(RealFunction.GELU, Codes.signed(10, 5.3), Codes.signed(8, 6.1));
    Candidate cheapest = Search.within(problem, 1).getFirst();
    assertThat(worst(problem, cheapest)).isLessThan(1 + 1e-8);
  }
}
