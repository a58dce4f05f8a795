package dev.vitcc.cli.command;

import java.util.Locale;

/// Which reference computes logits.
public enum EngineChoice {
  FLOAT,
  INTEGER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
