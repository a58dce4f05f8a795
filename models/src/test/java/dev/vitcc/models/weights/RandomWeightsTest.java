package dev.vitcc.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.request.WeightsClause.Distribution;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomWeightsTest {
  private static final List<ParameterShape> PARAMETERS =
      List.of(
          ParameterShape.of("blocks.0.attn.qkv.weight", 576, 192),
          ParameterShape.of("blocks.0.mlp.fc1.weight", 768, 192),
          ParameterShape.of("blocks.0.norm1.weight", 192),
          ParameterShape.of("blocks.0.norm1.bias", 192));

  @Test
  void dependsOnSeedAndNameAndNotOnOrder() {
    RandomWeights one = RandomWeights.of(1, PARAMETERS);
    float[] first = one.read("blocks.0.attn.qkv.weight");
    one.read("blocks.0.norm1.weight");
    assertThat(RandomWeights.of(1, PARAMETERS.reversed()).read("blocks.0.attn.qkv.weight"))
        .containsExactly(first);
    assertThat(RandomWeights.of(2, PARAMETERS).read("blocks.0.attn.qkv.weight"))
        .isNotEqualTo(first);
  }

  @Test
  void isFixedForever() {
    float[] gains = RandomWeights.of(1, PARAMETERS).read("blocks.0.norm1.weight");
    assertThat(gains).startsWith(1.1055142f, 1.055479f, 0.96019375f, 1.210814f);
  }

  @Test
  void drawsUniformlyOfTheSameDeviation() {
    float[] values =
        RandomWeights.of(7, Distribution.UNIFORM, PARAMETERS).read("blocks.0.norm1.weight");
    assertThat(deviation(values, 1)).isCloseTo(0.1, within(0.02));
    for (float value : values) {
      assertThat(value).isBetween(1 - 0.1733f, 1 + 0.1733f);
    }
  }

  @Test
  void isDistributedAsTrainedWeightsAre() {
    RandomWeights weights = RandomWeights.of(7, PARAMETERS);
    assertThat(deviation(weights.read("blocks.0.mlp.fc1.weight"), 0))
        .isCloseTo(1 / Math.sqrt(192), within(0.004));
    float[] gains = weights.read("blocks.0.norm1.weight");
    assertThat(deviation(gains, 1)).isCloseTo(0.1, within(0.02));
    assertThat(deviation(weights.read("blocks.0.norm1.bias"), 0)).isCloseTo(0.05, within(0.01));
  }

  @Test
  void givesScoresThatMakeAttentionFarFromUniform() {
    int dim = 192;
    float[] qkv = RandomWeights.of(3, PARAMETERS).read("blocks.0.attn.qkv.weight");
    SeededNumbers tokens = new SeededNumbers(4, "tokens");
    double sum = 0;
    int scores = 300;
    for (int s = 0; s < scores; s++) {
      double[] x = normals(tokens, dim);
      double[] y = normals(tokens, dim);
      int head = s % 3;
      double score = 0;
      for (int i = 64 * head; i < 64 * head + 64; i++) {
        score += dot(qkv, i, x) * dot(qkv, dim + i, y);
      }
      sum += score * score / 64;
    }
    assertThat(Math.sqrt(sum / scores)).isBetween(2.0, 3.0);
  }

  private static double[] normals(SeededNumbers from, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.nextNormal();
    }
    return values;
  }

  private static double dot(float[] matrix, int row, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += matrix[row * x.length + i] * x[i];
    }
    return sum;
  }

  private static double deviation(float[] values, double mean) {
    double sum = 0;
    for (float v : values) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / values.length);
  }
}
