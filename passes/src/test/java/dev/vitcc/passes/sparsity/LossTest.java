package dev.vitcc.passes.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The divergence of two classifications, by hand.
class LossTest {
  private static final float[] WANTED = {
    (float) Math.log(0.5), (float) Math.log(0.25), (float) Math.log(0.25)
  };

  @Test
  void isWhatTheFormulaSays() {
    double expected = 0.5 * Math.log(0.5 * 3) + 2 * 0.25 * Math.log(0.25 * 3);
    assertThat(Loss.divergence(WANTED, new float[] {2, 2, 2})).isCloseTo(expected, within(1e-6));
  }

  @Test
  void isNothingForTheSameProbabilities() {
    float[] shifted = WANTED.clone();
    for (int c = 0; c < shifted.length; c++) {
      shifted[c] += 300;
    }
    assertThat(Loss.divergence(WANTED, shifted)).isCloseTo(0, within(1e-4));
  }
}
