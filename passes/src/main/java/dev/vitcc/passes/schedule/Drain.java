package dev.vitcc.passes.schedule;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.TokenRole;

/// What a group of columns asks of the vector unit beyond bias and scale.
record Drain(
    boolean firstOfRow,
    boolean lastOfRow,
    int positions,
    LayerNormConstants norm,
    int bits,
    TokenRole role) {
  /// Codes of so many bits.
  static Drain codes(int bits) {
    return new Drain(false, false, 0, LayerNormConstants.NONE, bits, TokenRole.NONE);
  }

  static Drain plain() {
    return codes(Engine.CODE_BITS);
  }

  Drain with(TokenRole other) {
    return new Drain(firstOfRow, lastOfRow, positions, norm, bits, other);
  }
}
