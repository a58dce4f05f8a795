package dev.vitcc.approximation;

/// A function from codes to codes.
public record Problem(RealFunction function, Codes in, Codes out) {
  /// The exact result for a code, in codes of the output, limited to them. The code may be a
  /// fraction, and beyond the inputs.
  public double exact(double code) {
    double exact = out.of(function.of(in.offset() + code * in.step()));
    return Math.clamp(exact, (double) out.least(), out.greatest());
  }

  public int inputs() {
    return 1 << in.bits();
  }

  /// The code at a place among all inputs.
  public int code(int place) {
    return in.least() + place;
  }
}
