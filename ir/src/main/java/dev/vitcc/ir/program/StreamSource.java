package dev.vitcc.ir.program;

/// The memory whose rows stream through the array; it decides how they are conditioned on the way.
public enum StreamSource {
  /// Pixels, as they are; rows below `leadingRows` are zero.
  IMAGE,
  /// The residual stream, through layer norm.
  RESIDUAL,
  /// Queries, as they are.
  QUERY,
  /// Scores, through the exponential.
  SCORES,
  /// Attention outputs, as they are.
  ATTENTION,
  /// The hidden layer, as it is.
  HIDDEN,
  /// 255 for every token but the leading ones, whose number `leadingRows` gives; no memory.
  UNIFORM
}
