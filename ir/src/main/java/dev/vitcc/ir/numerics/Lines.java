package dev.vitcc.ir.numerics;

/// Straight lines that stand for a function of a 10-bit index, as the engine's lanes compute them.
///
/// The upper `segmentBits` bits of an index say which line it is on; z is what is below them. Its
/// value is `(intercept + slope · z) >> fraction`, limited to the codes there are. Half a code is
/// part of the intercept.
///
/// @param segmentBits log2 of the lines, 5 to 7; 0 if there are none
/// @param fraction binary places of intercepts and slopes
/// @param slopeBits of a slope, signed
public record Lines(int segmentBits, int fraction, int slopeBits) {
  /// Functions are looked up in tables of all their values.
  public static final Lines NONE = new Lines(0, 0, 0);

  /// Bits that either coefficient has in memory.
  public static final int FIELD_BITS = 16;

  /// Bytes of the coefficients of a line.
  public static final int LINE_BYTES = 4;

  public boolean exist() {
    return segmentBits > 0;
  }

  /// Signed, with room for points beyond all codes.
  public int interceptBits() {
    return 9 + fraction;
  }

  public int segments() {
    return 1 << segmentBits;
  }

  /// The coefficients of a line as they lie in memory: the slope in the lower half of the word.
  public static int word(long slope, long intercept) {
    return (int) ((intercept << FIELD_BITS) | (slope & ((1 << FIELD_BITS) - 1)));
  }

  public static int slope(int word) {
    return (short) word;
  }

  public static int intercept(int word) {
    return word >> FIELD_BITS;
  }

  /// What an engine needs that is to compute these as well; there are as many segments and places.
  public Lines with(Lines other) {
    return new Lines(segmentBits, fraction, Math.max(slopeBits, other.slopeBits));
  }
}
