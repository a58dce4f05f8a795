package dev.vitcc.approximation;

/// A function from codes to codes.
public record Problem(RealFunction function, Codes in, Codes out) {
  /// The exact result for a code, in codes of the output, limited to them. The code may be a
  /// fraction, and beyond the inputs.
  public double exact(double code) {
    return Math.clamp(unlimited(code), (double) out.least(), out.greatest());
  }

  /// The same without limits.
  public double unlimited(double code) {
    return out.of(function.of(in.offset() + code * in.step()));
  }

  /// Whether the result for a code is limited.
  public boolean isBeyond(double code) {
    return unlimited(code) != exact(code);
  }

  public int inputs() {
    return 1 << in.bits();
  }

  /// The code at a place among all inputs.
  public int code(int place) {
    return in.least() + place;
  }
}
