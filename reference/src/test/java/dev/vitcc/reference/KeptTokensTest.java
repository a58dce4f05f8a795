package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import org.junit.jupiter.api.Test;

/// Each bound alone, all together, ties, and the ends: none and all.
class KeptTokensTest {
  private static final int ANY = 100;
  private static final double[] SCORES = {9, 3, 5, 1, 5, 2};

  @Test
  void keepsTheHighestScoresInTheirOrder() {
    assertThat(kept(1, 2, 0, 1)).containsExactly(0, 2, 4);
  }

  @Test
  void leadingTokensStayWhateverTheirScore() {
    assertThat(kept(3, 1, 0, 1)).containsExactly(0, 1, 2, 4);
  }

  @Test
  void ofEqualScoresTheFirstStays() {
    assertThat(kept(1, 1, 0, 1)).containsExactly(0, 2);
  }

  @Test
  void aThresholdIsReachedByScoresThatEqualIt() {
    assertThat(kept(1, ANY, 3, 1)).containsExactly(0, 1, 2, 4);
    assertThat(kept(1, ANY, 3.5, 1)).containsExactly(0, 2, 4);
  }

  /// The candidates' scores add up to 16, of which 5 and 5 and 3 are 81 %.
  @Test
  void aShareIsHeldByAsFewAsPossible() {
    assertThat(kept(1, ANY, 0, 10. / 16)).containsExactly(0, 2, 4);
    assertThat(kept(1, ANY, 0, 0.8)).containsExactly(0, 1, 2, 4);
  }

  @Test
  void theTightestBoundCounts() {
    assertThat(kept(1, 3, 2, 0.3)).containsExactly(0, 2);
    assertThat(kept(1, 3, 5, 0.99)).containsExactly(0, 2, 4);
    assertThat(kept(1, 1, 2, 0.99)).containsExactly(0, 2);
  }

  @Test
  void noneOrAllMayStay() {
    assertThat(kept(1, ANY, 6, 1)).containsExactly(0);
    assertThat(kept(1, ANY, 0, 1)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  private static int[] kept(int leading, int most, double threshold, double share) {
    PruneTokens op = new PruneTokens(leading, most, threshold, share, PackageToken.NONE, 1);
    return KeptTokens.of(op, SCORES, threshold).kept();
  }
}
