package dev.vitcc.targets;

/// A kind of DSP block, by the widths of its multiplier.
public enum DspKind {
  DSP48E1(25, 18),
  DSP48E2(27, 18),
  DSP58(27, 24);

  private final int wideBits;
  private final int narrowBits;

  DspKind(int wideBits, int narrowBits) {
    this.wideBits = wideBits;
    this.narrowBits = narrowBits;
  }

  /// Signed bits of the multiplier's wider operand.
  public int wideBits() {
    return wideBits;
  }

  /// Signed bits of the multiplier's narrower operand.
  public int narrowBits() {
    return narrowBits;
  }
}
