package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData.Reals;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.Softmax;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Holds the real ops to cases worked out by hand, and products to plain sums.
class FloatOpsTest {
  private static final Offset<Float> NEAR = within(1e-6f);

  @Test
  void normalizesEachChannelByItsOwnMeanAndDeviation() {
    Normalize op = new Normalize(0.5, List.of(1.0, 2.0), List.of(0.5, 0.25));

    assertThat(FloatOps.normalize(op, new float[] {4, 4, 2, 8}))
        .containsExactly(new float[] {2, 0, 0, 8}, NEAR);
  }

  @Test
  void layerNormUsesThePopulationVariance() {
    Reals x = reals(new float[] {1, 3, -5, 5}, 2, 2);

    assertThat(FloatOps.layerNorm(new LayerNorm(0), x, new float[] {1, 2}, new float[] {0, 10}))
        .containsExactly(new float[] {-1, 12, -1, 12}, NEAR);
  }

  @Test
  void layerNormAddsEpsilonToTheVariance() {
    Reals x = reals(new float[] {1, 3}, 1, 2);

    assertThat(FloatOps.layerNorm(new LayerNorm(3), x, new float[] {1, 1}, new float[2]))
        .containsExactly(new float[] {-0.5f, 0.5f}, NEAR);
  }

  @Test
  void softmaxIsIndifferentToALargeCommonOffset() {
    float log3 = (float) Math.log(3);

    assertThat(FloatOps.softmax(new Softmax(), reals(new float[] {0, log3, 500, 500}, 1, 2, 2)))
        .containsExactly(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, NEAR);
    assertThat(FloatOps.softmax(new Softmax(), reals(new float[] {-1e30f, 88}, 1, 1, 2)))
        .containsExactly(0, 1);
  }

  @Test
  void patchEmbeddingIsAConvolutionInRasterOrder() {
    // Two patches of 2 x 2 side by side, two channels; the kernel is [d=1, c=2, 2, 2].
    float[] image = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60, 7, 70, 8, 80};
    Reals kernel = reals(new float[] {1, 2, 3, 4, 0.1f, 0.2f, 0.3f, 0.4f}, 1, 2, 2, 2);

    float[] y =
        FloatOps.patchEmbed(
            new PatchEmbed(2),
            reals(image, 2, 4, 2),
            FloatOps.patchWeight(kernel),
            new float[] {1});

    // 1*1 + 2*2 + 3*5 + 4*6 = 44, again from the other channel, and the bias.
    assertThat(y).containsExactly(new float[] {89, 129}, within(1e-4f));
  }

  @Test
  void linearMultipliesByTheTransposedWeightAndAddsTheBias() {
    Reals weight = reals(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    assertThat(
            FloatOps.linear(
                new float[] {1, 10, 2, 20}, FloatOps.linearWeight(weight), new float[] {0, 1, 2}))
        .containsExactly(21, 44, 67, 42, 87, 132);
  }

  @Test
  void prependedTokensComeFirst() {
    assertThat(FloatOps.prepend(new float[] {1, 2}, new float[] {3, 4, 5, 6}))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void productsOfAnyShapeAgreeWithPlainSums() {
    Random random = new Random(7);
    for (int[] shape : new int[][] {{1, 1, 1}, {3, 5, 2}, {2, 65, 513}, {65, 200, 9}}) {
      for (boolean transposed : new boolean[] {false, true}) {
        int rows = shape[0];
        int depth = shape[1];
        int columns = shape[2];
        Reals left = random(random, 2, rows, depth);
        Reals right =
            transposed ? random(random, 2, columns, depth) : random(random, 2, depth, columns);

        float[] y =
            FloatOps.matMul(
                new MatMul(transposed),
                left,
                right,
                TensorType.of(ElementType.F32, 2, rows, columns));

        for (int i = 0; i < y.length; i++) {
          int head = i / (rows * columns);
          double sum = 0;
          for (int k = 0; k < depth; k++) {
            int row = head * depth * columns;
            int at = transposed ? row + i % columns * depth + k : row + k * columns + i % columns;
            sum += (double) left.values()[i / columns * depth + k] * right.values()[at];
          }
          assertThat((double) y[i]).isCloseTo(sum, within(1e-5));
        }
      }
    }
  }

  private static Reals random(Random random, int... shape) {
    TensorType type = TensorType.of(ElementType.F32, shape);
    float[] values = new float[(int) type.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new Reals(type, values);
  }

  private static Reals reals(float[] values, int... shape) {
    return new Reals(TensorType.of(ElementType.F32, shape), values);
  }
}
