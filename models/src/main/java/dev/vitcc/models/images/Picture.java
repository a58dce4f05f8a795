package dev.vitcc.models.images;

import java.util.Arrays;

/// One picture in memory: unsigned bytes, row by row, channels innermost.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Picture(int height, int width, int channels, byte[] pixels) {
  private static final int PRECISION = 22;

  /// Where a target pixel takes its value from, and the weights in fixed point.
  private record Taps(int first, int[] weights) {}

  String size() {
    return height + "×" + width;
  }

  /// The picture scaled to a size, columns first, rounded to bytes between, as Pillow does.
  Picture resized(int newHeight, int newWidth, Resampling filter) {
    Picture wide = newWidth == width ? this : scaleColumns(newWidth, filter);
    if (newHeight == height) {
      return wide;
    }
    return wide.transposed().scaleColumns(newHeight, filter).transposed();
  }

  /// The part of a size that starts at a row and a column.
  Picture cropped(int top, int left, int newHeight, int newWidth) {
    byte[] cut = new byte[newHeight * newWidth * channels];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(
          pixels,
          ((top + y) * width + left) * channels,
          cut,
          y * newWidth * channels,
          newWidth * channels);
    }
    return new Picture(newHeight, newWidth, channels, cut);
  }

  private Picture transposed() {
    byte[] turned = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            pixels, (y * width + x) * channels, turned, (x * height + y) * channels, channels);
      }
    }
    return new Picture(width, height, channels, turned);
  }

  private Picture scaleColumns(int newWidth, Resampling filter) {
    byte[] scaled = new byte[height * newWidth * channels];
    for (int x = 0; x < newWidth; x++) {
      Taps taps = taps(x, newWidth, filter);
      for (int y = 0; y < height; y++) {
        for (int c = 0; c < channels; c++) {
          scaled[(y * newWidth + x) * channels + c] = sample(y, c, taps);
        }
      }
    }
    return new Picture(height, newWidth, channels, scaled);
  }

  private byte sample(int y, int c, Taps taps) {
    long sum = 1L << (PRECISION - 1);
    for (int i = 0; i < taps.weights().length; i++) {
      int pixel = pixels[(y * width + taps.first() + i) * channels + c] & 0xff;
      sum += (long) pixel * taps.weights()[i];
    }
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }

  private Taps taps(int target, int newWidth, Resampling filter) {
    double scale = (double) width / newWidth;
    double centre = (target + 0.5) * scale;
    if (filter == Resampling.NEAREST) {
      return new Taps(Math.min((int) centre, width - 1), new int[] {1 << PRECISION});
    }
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    int first = Math.max((int) (centre - support + 0.5), 0);
    int end = Math.min((int) (centre + support + 0.5), width);
    double[] weights = new double[end - first];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = filter.weight((i + first - centre + 0.5) / stretch);
    }
    double sum = Arrays.stream(weights).sum();
    int[] fixed = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double w = weights[i] / sum * (1 << PRECISION);
      fixed[i] = (int) (w < 0 ? w - 0.5 : w + 0.5);
    }
    return new Taps(first, fixed);
  }
}
