package dev.vitcc.passes.quantize;

/// A positive factor as `gain · 2^-shift` with a 16-bit normalised gain.
///
/// @param gain at least 2^15 and below 2^16
/// @param shift of a byte: beyond 63 to either side all results are zero, or as large as they get
public record Gain(int gain, int shift) {

  /// The pair nearest to `value · 2^-offset`, so that `value ≈ gain · 2^(offset - shift)`.
  public static Gain of(double value, int offset) {
    int exponent = Math.getExponent(value);
    long gain = Math.round(Math.scalb(value, 15 - exponent));
    if (gain == 1 << 16) {
      gain >>= 1;
      exponent++;
    }
    int shift = Math.clamp(offset + 15L - exponent, Byte.MIN_VALUE, Byte.MAX_VALUE);
    return new Gain((int) gain, shift);
  }
}
