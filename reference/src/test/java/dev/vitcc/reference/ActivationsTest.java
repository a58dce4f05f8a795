package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is said of the polynomials in HeatViT: their error, and that lesser deltas keep the slope
/// between 0.175 and 0.825.
class ActivationsTest {
  private static final double STEP = 1e-3;

  @Test
  void polynomialOfIBertIsWithinTwoHundredthsOfGelu() {
    DoubleUnaryOperator exact = Activations.of(new Gelu());
    DoubleUnaryOperator polynomial = Activations.of(new PolynomialGelu(1));
    double worst =
        numbers()
            .map(x -> Math.abs(exact.applyAsDouble(x) - polynomial.applyAsDouble(x)))
            .max()
            .orElseThrow();
    assertThat(worst).isCloseTo(0.0182, within(0.0001));
  }

  @Test
  void halvedPolynomialHasSlopesBelowOne() {
    DoubleUnaryOperator halved = Activations.of(new PolynomialGelu(0.5));
    double[] slopes =
        numbers()
            .map(x -> (halved.applyAsDouble(x + STEP) - halved.applyAsDouble(x)) / STEP)
            .sorted()
            .toArray();
    assertThat(slopes[0]).isCloseTo(0.175, within(0.001));
    assertThat(slopes[slopes.length - 1]).isCloseTo(0.825, within(0.001));
  }

  private static DoubleStream numbers() {
    return IntStream.range(-8000, 8000).mapToDouble(i -> i * STEP);
  }
}
