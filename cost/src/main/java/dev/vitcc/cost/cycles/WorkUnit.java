package dev.vitcc.cost.cycles;

/// What works on a frame side by side, in the order in which work passes through.
public enum WorkUnit {
  /// The image loader, which reads pixels.
  IMAGE,
  /// The stream, as far as it brings weights.
  WEIGHTS,
  /// The stationary loader, which fills the array with a tile.
  LOADER,
  /// The matrix unit: rows go past a tile.
  MATRIX,
  /// The token unit, which judges tokens.
  TOKENS,
  /// The vector unit, which drains results.
  VECTOR,
  /// The store unit, which writes logits.
  STORE
}
