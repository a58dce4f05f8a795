package dev.vitcc.ir;

/// The type of one element: a real number, or an integer of a stated width.
public sealed interface ElementType {

  /// A real number; computed in at least single precision.
  record Real() implements ElementType {
    @Override
    public String toString() {
      return "f32";
    }
  }

  /// A two's complement (`i`) or unsigned (`u`) integer of `bits` bits, 1 to 64.
  record Int(boolean signed, int bits) implements ElementType {
    public Int {
      if (bits < 1 || bits > 64) {
        throw new IllegalArgumentException("integer width out of 1..64: " + bits);
      }
    }

    /// The least value that the type holds.
    public long min() {
      return signed ? -(1L << (bits - 1)) : 0;
    }

    /// The greatest value that the type holds.
    public long max() {
      return signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
    }

    @Override
    public String toString() {
      return (signed ? "i" : "u") + bits;
    }
  }

  ElementType F32 = new Real();
  ElementType U8 = new Int(false, 8);
  ElementType I8 = new Int(true, 8);
  ElementType I16 = new Int(true, 16);
  ElementType I32 = new Int(true, 32);

  static ElementType signed(int bits) {
    return new Int(true, bits);
  }

  static ElementType unsigned(int bits) {
    return new Int(false, bits);
  }

  default boolean isReal() {
    return this instanceof Real;
  }
}
