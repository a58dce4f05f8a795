package dev.vitcc.ir.program;

/// What the multipliers of narrow columns take, which are made of lookup tables.
public enum NarrowFormat {
  /// There are no narrow columns.
  NONE(0),
  /// One bit: +1, -1.
  BINARY(1),
  /// Two bits: +1, 0, -1.
  TERNARY(2),
  /// Four bits: zero, and ±2^e for e from 0 to 6.
  POWER_OF_TWO(4);

  private final int bits;

  NarrowFormat(int bits) {
    this.bits = bits;
  }

  /// Bits of a weight in the memory image; the highest is its sign.
  public int bits() {
    return bits;
  }

  /// Whether a code, ±127 at most, is a weight of this format.
  public boolean holds(int code) {
    int magnitude = Math.abs(code);
    return switch (this) {
      case NONE -> false;
      case BINARY -> magnitude == 1;
      case TERNARY -> magnitude <= 1;
      case POWER_OF_TWO -> Integer.bitCount(magnitude) <= 1;
    };
  }

  /// The bits of a weight: its sign, and below it the number of bits of its magnitude.
  ///
  /// Of a weight that the format doesn't hold they mean something else.
  public int encode(int code) {
    int sign = code < 0 ? 1 : 0;
    int magnitudeBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(code));
    return switch (this) {
      case NONE -> throw new IllegalStateException("there are no narrow columns");
      case BINARY -> sign;
      case TERNARY, POWER_OF_TWO -> sign << (bits - 1) | magnitudeBits;
    };
  }
}
