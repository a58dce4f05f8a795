package dev.vitcc.cli.command;

/// Which reference computes logits.
public enum EngineChoice {
  FLOAT,
  INTEGER
}
