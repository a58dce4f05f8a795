package dev.vitcc.models.images;

/// A filter for scaling pictures; each has Pillow's definition, so that pixels agree with
/// training's.
///
/// Source: Pillow, `src/libImaging/Resample.c`. When a picture is made smaller the filter is
/// stretched by the scale, so that every source pixel counts.
public enum Resampling {
  /// The source pixel under the centre of the target pixel.
  NEAREST(0),
  /// A triangle two pixels wide.
  BILINEAR(1),
  /// Keys's cubic, `a = -0.5`, four pixels wide.
  BICUBIC(2);

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /// Half the width of the filter in source pixels, at scale 1.
  double support() {
    return support;
  }

  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST -> throw new IllegalStateException("nearest has no weights");
      case BILINEAR -> x < 1 ? 1 - x : 0;
      case BICUBIC -> cubic(x);
    };
  }

  private static double cubic(double x) {
    double a = -0.5;
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }
}
