package dev.vitcc.ir.program;

import java.util.Locale;

/// Some bits of a register that mean something together.
///
/// @param lsb the lowest bit
/// @param width in bits
public record RegisterField(String name, int lsb, int width, Access access, String meaning) {
  /// What reading and writing do.
  public enum Access {
    /// Holds what was written.
    READ_WRITE("read, write"),
    /// Writes are ignored.
    READ_ONLY("read"),
    /// Writes are ignored; reading it clears it.
    CLEARED_BY_READ("read, which clears it"),
    /// Writing 1 sets it, writing 0 does nothing; the hardware clears it.
    SET_BY_ONE("read; set by writing 1"),
    /// Writing 1 inverts it, writing 0 does nothing.
    TOGGLED_BY_ONE("read; inverted by writing 1");

    private final String meaning;

    Access(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }

  /// A bit.
  static RegisterField bit(String name, int lsb, Access access, String meaning) {
    return new RegisterField(name, lsb, 1, access, meaning);
  }

  /// All 32 bits.
  public static RegisterField word(String name, Access access, String meaning) {
    return new RegisterField(name, 0, Integer.SIZE, access, meaning);
  }

  /// The bits of the register that belong to it.
  public int mask() {
    return (int) (((1L << width) - 1) << lsb);
  }

  /// `7` or `31:16`.
  public String bits() {
    return width == 1
        ? Integer.toString(lsb)
        : String.format(Locale.ROOT, "%d:%d", lsb + width - 1, lsb);
  }
}
