package dev.vitcc.passes.quantize;

/// A positive factor as `gain · 2^-shift` with a 16-bit normalised gain.
///
/// @param gain at least 2^15 and below 2^16
public record Gain(int gain, int shift) {

  /// The pair nearest to `value · 2^-offset`, so that `value ≈ gain · 2^(offset - shift)`.
  public static Gain of(double value, int offset) {
    int exponent = Math.getExponent(value);
    long gain = Math.round(Math.scalb(value, 15 - exponent));
    if (gain == 1 << 16) {
      gain >>= 1;
      exponent++;
    }
    return new Gain((int) gain, offset + 15 - exponent);
  }
}
