package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// A word that names something.
public record Name(String text, SourceLocation location) {
  @Override
  public String toString() {
    return text;
  }
}
