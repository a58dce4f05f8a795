package dev.vitcc.ir.request;

import java.util.Locale;

/// A parameter of the engine that `engine(…)` can pin; docs/engine.md says which values fit
/// together.
public enum EngineParameter {
  /// Tokens that the matrix unit takes in a cycle.
  PM,
  /// Reduction lanes of the matrix unit.
  PK,
  /// Output lanes of the matrix unit.
  PN,
  /// Those of the output lanes that multiply by a narrow format only; 0 for none.
  NARROW,
  /// Lanes of the vector units.
  LANES,
  /// Bits of an AXI port's data.
  AXI,
  /// AXI ports.
  PORTS;

  /// The parameter as it is written in a model.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
