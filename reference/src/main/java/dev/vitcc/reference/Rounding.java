package dev.vitcc.reference;

/// The one rounding and the one saturation of docs/numerics.md.
final class Rounding {
  private Rounding() {}

  /// Round half up: `floor(v / 2^s + 1/2)`, s at least 1.
  static long round(long v, int s) {
    return (v + (1L << (s - 1))) >> s;
  }

  /// Limits v to `-limit … limit`.
  static int clamp(long v, int limit) {
    return (int) Math.max(-limit, Math.min(limit, v));
  }

  /// The greatest code of so many bits; its negative is the least.
  static int limit(int bits) {
    return (int) ((1L << (bits - 1)) - 1);
  }
}
