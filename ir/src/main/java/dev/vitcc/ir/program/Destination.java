package dev.vitcc.ir.program;

/// Where the vector unit puts its results, which decides what it does to them.
public enum Destination {
  /// 8-bit codes.
  QUERY,
  KEY,
  VALUE,
  ATTENTION,
  /// A 10-bit index, looked up in the table.
  HIDDEN,
  /// 16-bit scores; the maximum of each row is kept.
  SCORES,
  /// 16-bit codes added to the residual stream; the sums of each row are kept.
  RESIDUAL,
  /// 16-bit logits to the store unit.
  OUTPUT
}
