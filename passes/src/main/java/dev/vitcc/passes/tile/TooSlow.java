package dev.vitcc.passes.tile;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;

/// No engine that fits is fast enough.
public final class TooSlow extends CompileException {
  private static final long serialVersionUID = 1L;
  private final transient EngineChoice fastest;
  private final String how;

  /// @param fastest of those that fit
  /// @param how it was found, such as ` with activations of 4 bits`
  TooSlow(EngineChoice fastest, String how, Diagnostic diagnostic) {
    super(diagnostic);
    this.fastest = fastest;
    this.how = how;
  }

  public EngineChoice fastest() {
    return fastest;
  }

  public String how() {
    return how;
  }
}
