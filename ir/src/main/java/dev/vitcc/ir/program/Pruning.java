package dev.vitcc.ir.program;

/// What an engine has for dropping tokens; each has what those before it have.
public enum Pruning {
  /// Nothing.
  NONE,
  /// A token unit, which hears attention; as many tokens stay in every image.
  FIXED,
  /// How many stay depends on the image, and bounds the rows and keys of later commands.
  BOUNDED,
  /// Layers of the model judge tokens.
  LEARNED;

  public boolean exists() {
    return this != NONE;
  }

  /// Whether layers judge.
  public boolean learns() {
    return this == LEARNED;
  }

  /// Whether numbers of tokens bound commands.
  public boolean bounds() {
    return compareTo(BOUNDED) >= 0;
  }
}
