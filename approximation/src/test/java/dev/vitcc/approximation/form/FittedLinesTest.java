package dev.vitcc.approximation.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedLinesTest {
  private static final int MOST_FRACTION = 7;

  /// GELU bends most at 0, by f'' = 2 / √(2π): a line over a width h errs by f'' h² / 16 there, and
  /// rounding adds half a code. Coefficients of 7 places add a few hundredths.
  @ParameterizedTest
  @CsvSource({"8, 5", "8, 6", "12, 5", "12, 6", "16, 6", "16, 7"})
  void errorsAreThoseOfChords(double reach, int segmentBits) {
    Problem problem = gelu(reach);
    FittedLines lines = FittedLines.fit(problem, segmentBits, MOST_FRACTION);
    double width = 2 * reach / (1 << segmentBits);
    double bend = 2 / Math.sqrt(2 * Math.PI) * width * width / 16 / problem.out().step();
    assertThat(lines.candidate().proof().ulps()).isCloseTo(0.5 + bend, within(0.12 + bend / 4));
  }

  /// A tenth of what the indices reach has codes: one line turns the corner, all beyond it are
  /// flat.
  @Test
  void whatIsBeyondTheCodesIsLimitedAfterTheLine() {
    Problem problem = new Problem(RealFunction.GELU, Codes.signed(10, 30), Codes.signed(8, 3));
    FittedLines lines = FittedLines.fit(problem, 7, MOST_FRACTION);
    assertThat(lines.candidate().proof().isWithin(1)).isTrue();
    assertThat(lines.candidate().circuit().value(1023)).isEqualTo(127);
  }

  @Test
  void coefficientsThatAreGivenAreProvenAgain() {
    Problem problem = gelu(8);
    FittedLines lines = FittedLines.fit(problem, 5, 4);
    long[] slopes = new long[32];
    long[] intercepts = new long[32];
    for (int line = 0; line < 32; line++) {
      slopes[line] = lines.slope(line);
      intercepts[line] = lines.intercept(line);
    }
    assertThat(FittedLines.of(problem, 4, slopes, intercepts).candidate().proof())
        .isEqualTo(lines.candidate().proof());
    intercepts[3] += 32;
    assertThat(FittedLines.of(problem, 4, slopes, intercepts).candidate().proof().ulps())
        .isGreaterThan(lines.candidate().proof().ulps() + 1);
  }

  private static Problem gelu(double reach) {
    return new Problem(RealFunction.GELU, Codes.signed(10, reach), Codes.signed(8, reach));
  }
}
