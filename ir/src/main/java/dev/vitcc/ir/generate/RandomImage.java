package dev.vitcc.ir.generate;

import dev.vitcc.ir.TensorType;
import java.util.Random;

/// Draws an image that has some structure, as photographs and digits do.
final class RandomImage {
  private RandomImage() {}

  /// The bytes of image `index`, `[h,w,c]`, at most `greatest` each.
  static byte[] bytes(Random random, int index, TensorType type, int greatest) {
    int width = type.dim(1);
    int channels = type.dim(2);
    byte[] bytes = new byte[(int) type.size()];
    if (index == 1) {
      return bytes;
    }
    double[] base = new double[channels];
    for (int c = 0; c < channels; c++) {
      base[c] = random.nextDouble();
    }
    double slopeY = random.nextGaussian();
    double slopeX = random.nextGaussian();
    double centreY = random.nextDouble();
    double centreX = random.nextDouble();
    double noise = index == 0 ? 1 : 0.15;
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / channels;
      int row = pixel / width;
      int column = pixel % width;
      double y = (double) row / type.dim(0) - centreY;
      double x = (double) column / width - centreX;
      double blob = y * y + x * x < 0.06 ? 0.8 : 0;
      double smooth = base[i % channels] + 0.5 * (slopeY * y + slopeX * x) - blob;
      double value = (1 - noise) * smooth + noise * random.nextDouble();
      bytes[i] = (byte) Math.clamp(Math.round(value * greatest), 0L, (long) greatest);
    }
    return bytes;
  }
}
