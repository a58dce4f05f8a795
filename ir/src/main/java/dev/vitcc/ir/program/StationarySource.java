package dev.vitcc.ir.program;

/// Where the stationary operand comes from.
public enum StationarySource {
  /// Weight tiles from memory, in the order of the stream, for the wide columns.
  WEIGHTS,
  /// Keys: a token a column.
  KEYS,
  /// Values: a dimension a column, a token a row.
  VALUES,
  /// Weight tiles for wide and narrow columns.
  MIXED
}
