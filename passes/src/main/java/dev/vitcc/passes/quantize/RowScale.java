package dev.vitcc.passes.quantize;

/// A scale as the requantiser takes it: a mantissa of 17 bits and one of four shifts.
///
/// docs/numerics.md, "Requantisation".
public record RowScale(int mantissa, int level) {
  private static final int MANTISSA_BITS = 17;
  private static final int LEAST_MANTISSA = 1 << 11;
  private static final int LEVELS = 4;

  /// The scale nearest to a real one.
  ///
  /// @throws ArithmeticException if it is 8 or more
  public static RowScale of(double scale) {
    for (int level = 0; level < LEVELS; level++) {
      long mantissa = Math.round(Math.scalb(scale, shift(level)));
      if (mantissa >= 1L << MANTISSA_BITS) {
        throw new ArithmeticException("scale " + scale + " is not below 8");
      }
      if (mantissa >= LEAST_MANTISSA || level == LEVELS - 1) {
        return new RowScale((int) mantissa, level);
      }
    }
    throw new AssertionError("unreachable");
  }

  /// As a parameter of the integer graph and of the engine.
  public int packed() {
    return level << MANTISSA_BITS | mantissa;
  }

  private static int shift(int level) {
    return 14 + 6 * level;
  }
}
