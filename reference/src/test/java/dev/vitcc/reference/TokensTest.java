package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData.Reals;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.UniformAttention;
import org.junit.jupiter.api.Test;

/// Holds what weighs tokens to cases worked out by hand, in reals and in integers.
class TokensTest {
  private static final ElementType SCORE = ElementType.I32;

  @Test
  void uniformAttentionLeavesOutLeadingTokens() {
    UniformAttention op = new UniformAttention(1);
    TensorType reals = TensorType.of(ElementType.F32, 1, 3, 3);

    assertThat(FloatTokens.uniform(op, reals))
        .containsExactly(0, 0.5f, 0.5f, 0, 0.5f, 0.5f, 0, 0.5f, 0.5f);
    assertThat(IntegerTokens.uniform(op, reals.withElement(ElementType.U8)))
        .containsExactly(0, 255, 255, 0, 255, 255, 0, 255, 255);
  }

  @Test
  void classAttentionIsTheMeanOverTheHeads() {
    float[] probabilities = {0.25f, 0.75f, 9, 9, 0.5f, 0.5f, 9, 9};

    assertThat(FloatTokens.classAttention(reals(probabilities, 2, 2, 2)))
        .containsExactly(0.375f, 0.625f);
  }

  /// Rows of 64 and 192 of 256, and of 255 and 1 of 256: in units of 2^-16, with 2^-11 of error.
  @Test
  void classScoresAreTheSumOverTheHeads() {
    int[] codes = {64, 192, 7, 7, 255, 1, 7, 7};
    IntTensor tensor = new IntTensor(TensorType.of(ElementType.U8, 2, 2, 2), codes);

    int[] scores = IntegerTokens.classScores(tensor);

    assertThat(scores[0]).isCloseTo((int) (65536 * (64 + 255) / 256.), within(50));
    assertThat(scores[1]).isCloseTo((int) (65536 * (192 + 1) / 256.), within(50));
  }

  @Test
  void aWeightedMeanLeansToTheHeavierSide() {
    Reals x = reals(new float[] {1, 0, 0.5f, 0.25f}, 2, 2);
    Reals weights = reals(new float[] {3, 1, 1, 1}, 2, 2);

    assertThat(FloatTokens.weightedMean(x, weights)).containsExactly(0.75f, 0.375f);
  }

  /// Codes from -127 for 0 to 127 for 1; a weight of 0 counts as the least that is not.
  @Test
  void tokenScoresAreTheWeightedMeanOfCodes() {
    TensorType type = TensorType.of(ElementType.I8, 3, 2);
    IntTensor x = new IntTensor(type, new int[] {127, -127, 0, 0, 127, -127});
    IntTensor weights = new IntTensor(type, new int[] {127, 127, 5, 100, -127, -127});

    int[] scores = IntegerTokens.scores(x, weights);

    assertThat(scores[0]).isCloseTo(127 * 256, within(20));
    assertThat(scores[1]).isCloseTo(127 * 256, within(20));
    assertThat(scores[2]).isCloseTo(127 * 256, within(20));
  }

  @Test
  void thePackageIsTheMeanOfWhatIsDropped() {
    Reals x = reals(new float[] {10, 11, 20, 21, 40, 41, 30, 31}, 4, 2);
    Reals scores = reals(new float[] {0, 1, 3, 4}, 4, 1);

    Reals left = FloatTokens.prune(pruning(PackageToken.NORMALIZED, 1), x, scores);

    assertThat(left.type()).isEqualTo(TensorType.of(ElementType.F32, 3, 2));
    assertThat(left.values()).containsExactly(10, 11, 30, 31, 35, 36);
    assertThat(FloatTokens.prune(pruning(PackageToken.SUMMED, 1), x, scores).values())
        .containsExactly(10, 11, 30, 31, 140, 144);
    assertThat(FloatTokens.prune(pruning(PackageToken.NONE, 1), x, scores).values())
        .containsExactly(10, 11, 30, 31);
    assertThat(
            FloatTokens.prune(pruning(PackageToken.NORMALIZED, 1), x, reals(new float[4], 4, 1))
                .values())
        .containsExactly(10, 11, 20, 21, 35, 36);
  }

  /// 20,000 and -10,000 with scores 1 and 3; weights are within 2^-11.
  @Test
  void integersPackageTheSame() {
    IntTensor x =
        new IntTensor(TensorType.of(ElementType.I16, 4, 1), new int[] {1, 20000, -10000, 7});
    IntTensor scores = new IntTensor(TensorType.of(SCORE, 4, 1), new int[] {0, 100, 300, 999});
    IntTensor none = new IntTensor(scores.type(), new int[4]);

    assertThat(IntegerTokens.prune(pruning(PackageToken.NORMALIZED, 1), x, scores).values())
        .satisfies(y -> assertThat(y[2]).isCloseTo(-2500, within(20)))
        .startsWith(1, 7);
    assertThat(IntegerTokens.prune(pruning(PackageToken.NORMALIZED, 1), x, none).values()[2])
        .isCloseTo((-10000 + 7) / 2, within(20));
    assertThat(IntegerTokens.prune(pruning(PackageToken.SUMMED, 0.001), x, scores).values()[2])
        .isCloseTo(2000 - 3000, within(2));
  }

  @Test
  void aSumThatIsTooLargeSaturates() {
    IntTensor x = new IntTensor(TensorType.of(ElementType.I16, 3, 1), new int[] {0, 32767, 32767});
    IntTensor scores = new IntTensor(TensorType.of(SCORE, 3, 1), new int[] {0, 1, 1});
    PruneTokens none = new PruneTokens(1, 0, 0, 1, PackageToken.SUMMED, 1);

    assertThat(IntegerTokens.prune(none, x, scores).values()).containsExactly(0, 32767);
  }

  /// Keeps the class token and one more.
  private static PruneTokens pruning(PackageToken form, double unit) {
    return new PruneTokens(1, 1, 0, 1, form, unit);
  }

  private static Reals reals(float[] values, int... shape) {
    return new Reals(TensorType.of(ElementType.F32, shape), values);
  }
}
