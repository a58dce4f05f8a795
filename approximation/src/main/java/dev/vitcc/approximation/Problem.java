package dev.vitcc.approximation;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// A function from codes to codes.
public record Problem(DoubleUnaryOperator function, Codes in, Codes out) {
  /// The exact result for a code, in codes of the output, limited to them. The code may be a
  /// fraction, and beyond the inputs.
  public double exact(double code) {
    return Math.clamp(unlimited(code), (double) out.least(), out.greatest());
  }

  /// The same without limits.
  public double unlimited(double code) {
    return out.of(function.applyAsDouble(in.offset() + code * in.step()));
  }

  /// Whether the result for a code is limited.
  public boolean isBeyond(double code) {
    return unlimited(code) != exact(code);
  }

  /// The function where it is one that has a name.
  public Optional<RealFunction> named() {
    return function instanceof RealFunction named ? Optional.of(named) : Optional.empty();
  }

  public int inputs() {
    return 1 << in.bits();
  }

  /// The code at a place among all inputs.
  public int code(int place) {
    return in.least() + place;
  }
}
