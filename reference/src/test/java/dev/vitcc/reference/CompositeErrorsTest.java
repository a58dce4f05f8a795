package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.RequantizeRows;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Softmax and layer norm as a whole against reals: within the bounds that docs/numerics.md states,
/// and as near to them as it says.
class CompositeErrorsTest {
  private static final int ROWS = 400;
  private static final double CLOSE = 0.02;

  /// What one exponential may err by, in codes: rounding, and half a unit of EXP2.
  private static final double CODE_ERROR = 0.5 + 255 * 0.5 / 4080;

  /// Of the reciprocal: T within 2^-11, m truncated by 2^-10 at most.
  private static final double SCALE_ERROR = 0x1p-11 + 0x1p-10;

  /// @param worst greatest error of a probability that was measured
  @ParameterizedTest
  @CsvSource({"2, 0.0024", "17, 0.0056", "197, 0.0288", "577, 0.0583"})
  void probabilities(int keys, double worst) {
    Random random = new Random(keys);
    double greatest = 0;
    for (int row = 0; row < ROWS; row++) {
      double spread = Math.pow(2, 3 + 8 * random.nextDouble());
      int[] scores =
          IntStream.range(0, keys)
              .map(_ -> (int) Math.clamp(random.nextGaussian() * spread, -32767, 32767))
              .toArray();
      greatest = Math.max(greatest, softmaxError(scores));
    }
    assertThat(greatest).isCloseTo(worst, within(CLOSE * worst));
  }

  /// The greatest error of a row, each held to its bound.
  private static double softmaxError(int[] scores) {
    TensorType type = TensorType.of(ElementType.I16, 1, 1, scores.length);
    int[] codes = IntegerOps.exponentialCodes(new ExponentialCodes(), new IntTensor(type, scores));
    int sum = Arrays.stream(codes).sum();
    int packed = Requantization.rowScale(new RequantizeRows(8, 1 << 15, 2), sum);
    double scale = Math.scalb((double) (packed & 0x1ffff), -14 - 6 * (packed >> 17));
    int max = Arrays.stream(scores).max().orElseThrow();
    double[] exact =
        Arrays.stream(scores).mapToDouble(s -> Math.pow(2, (s - max) / 64.0)).toArray();
    double total = Arrays.stream(exact).sum();
    double greatest = 0;
    for (int i = 0; i < codes.length; i++) {
      double wanted = exact[i] / total;
      double found = codes[i] * scale;
      double bound = CODE_ERROR * (1 + codes.length * wanted) / sum + SCALE_ERROR * codes[i] / sum;
      assertThat(Math.abs(found - wanted)).isLessThanOrEqualTo(bound + 1e-12);
      greatest = Math.max(greatest, Math.abs(found - wanted));
    }
    return greatest;
  }

  /// @param worst greatest error of a code that was measured, in codes
  @ParameterizedTest
  @CsvSource({"48, 0.927", "192, 0.944", "768, 0.902"})
  void normalisedCodes(int width, double worst) {
    Random random = new Random(width);
    double step = 4.0 / 127;
    int exponent = Math.getExponent(width / (2 * step)) - 15;
    int gain = (int) Math.round(Math.scalb(width / (2 * step), -exponent));
    IntegerLayerNorm op = new IntegerLayerNorm(1, gain, -9 - exponent);
    double greatest = 0;
    for (int row = 0; row < ROWS; row++) {
      double deviation = Math.pow(2, 4 + 9 * random.nextDouble());
      double mean = random.nextGaussian() * deviation;
      int[] x =
          IntStream.range(0, width)
              .map(_ -> (int) Math.clamp(mean + random.nextGaussian() * deviation, -32767, 32767))
              .toArray();
      greatest = Math.max(greatest, layerNormError(op, x, step));
    }
    assertThat(greatest).isCloseTo(worst, within(CLOSE * worst));
  }

  private static double layerNormError(IntegerLayerNorm op, int[] x, double step) {
    TensorType type = TensorType.of(ElementType.I16, 1, x.length);
    int[] codes = NormalizedRows.of(op, new IntTensor(type, x), new int[0]);
    double mean = Arrays.stream(x).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(x).mapToDouble(v -> (v - mean) * (v - mean)).sum() / x.length);
    double greatest = 0;
    for (int i = 0; i < x.length; i++) {
      double exact = (x[i] - mean) / deviation / step;
      double wanted = Math.clamp(exact, -127, 127);
      double bound =
          0.5 + Math.abs(wanted) * (0x1p-11 + 0x1p-13) + (0.5 + 0x1p-8) / (2 * step * deviation);
      assertThat(Math.abs(codes[i] - wanted)).isLessThanOrEqualTo(bound);
      greatest = Math.max(greatest, Math.abs(codes[i] - wanted));
    }
    return greatest;
  }
}
