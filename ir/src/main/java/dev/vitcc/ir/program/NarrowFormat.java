package dev.vitcc.ir.program;

/// What the multipliers of narrow columns take, which are made of lookup tables.
public enum NarrowFormat {
  /// There are no narrow columns.
  NONE,
  /// One bit: +1, -1.
  BINARY,
  /// Two bits: +1, 0, -1.
  TERNARY,
  /// Four bits: zero, and ±2^e for e from 0 to 6.
  POWER_OF_TWO
}
