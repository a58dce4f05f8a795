package dev.vitcc.ir.generate;

import java.util.List;
import java.util.Random;

/// Draws the values of one parameter, distributed as trained ones are.
///
/// Matrices have a deviation of 1/√(inputs) and rows of unequal size. Rows of queries and keys are
/// larger, so that scores deviate by some 2.5 and attention is far from uniform. Some layer norms
/// have a channel that stands out, as trained models do. The values depend on seed, key and shape
/// alone.
final class RandomValues {
  private static final double SCORE_DEVIATION = 2.5;

  /// With fewer inputs than this a weight stays as small: where a pixel counts for more than some
  /// thousand steps of the residual stream, the compiler rightly refuses the model.
  private static final int LEAST_FAN = 12;

  private static final double ROW_SPREAD = 0.25;

  private RandomValues() {}

  static float[] of(long seed, String key, List<Integer> shape) {
    Random random = new Random(RandomModels.mix(RandomModels.mix(seed) ^ hash(key)));
    int size = shape.stream().reduce(1, Math::multiplyExact);
    float[] values = new float[size];
    if (key.endsWith("_token")) {
      fill(values, 0, size, random, 0, 1);
    } else if (key.equals("pos_embed")) {
      fill(values, 0, size, random, 0, 0.4);
    } else if (key.contains("norm") && key.endsWith(".weight")) {
      gains(values, random);
    } else if (key.endsWith(".weight")) {
      matrix(values, key, shape.getFirst(), random);
    } else {
      fill(values, 0, size, random, 0, key.contains("norm") ? 0.2 : 0.1);
    }
    return values;
  }

  private static void gains(float[] values, Random random) {
    fill(values, 0, values.length, random, 1, 0.15);
    if (random.nextInt(3) == 0) {
      values[random.nextInt(values.length)] *= 3;
    }
  }

  private static void matrix(float[] values, String key, int rows, Random random) {
    int inputs = values.length / rows;
    for (int row = 0; row < rows; row++) {
      double spread = StrictMath.exp(ROW_SPREAD * random.nextGaussian());
      double deviation =
          gain(key, row, rows) * spread / StrictMath.sqrt(Math.max(LEAST_FAN, inputs));
      fill(values, row * inputs, inputs, random, 0, deviation);
    }
  }

  /// How much a row adds to unit deviation. A score is a product of two, hence the root.
  private static double gain(String key, int row, int rows) {
    if (key.endsWith("qkv.weight") && row < rows / 3 * 2) {
      return StrictMath.sqrt(SCORE_DEVIATION);
    }
    return key.endsWith("proj.weight") || key.endsWith("fc2.weight") ? 0.6 : 1;
  }

  private static void fill(
      float[] values, int from, int count, Random random, double mean, double deviation) {
    for (int i = from; i < from + count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
  }

  /// A hash of 64 bits (FNV-1a), so that no two keys of a model share their values.
  private static long hash(String key) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }
}
