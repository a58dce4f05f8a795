package dev.vitcc.approximation;

/// Integers that stand for reals: `real = offset + code · step`.
///
/// @param bits 2 to 16
/// @param isSigned whether codes are below zero as well
/// @param step real value of one code, an ulp
/// @param offset real value of code 0
public record Codes(int bits, boolean isSigned, double step, double offset) {
  /// Signed codes whose zero is zero, up to a magnitude.
  public static Codes signed(int bits, double reach) {
    return new Codes(bits, true, reach / (1 << (bits - 1)), 0);
  }

  /// Unsigned codes for the numbers from one to another, the second not included.
  public static Codes from(int bits, double low, double high) {
    return new Codes(bits, false, (high - low) / (1 << bits), low);
  }

  public int least() {
    return isSigned ? -(1 << (bits - 1)) : 0;
  }

  public int greatest() {
    return (1 << (isSigned ? bits - 1 : bits)) - 1;
  }

  public double real(int code) {
    return offset + code * step;
  }

  /// A real in codes, not rounded.
  public double of(double real) {
    return (real - offset) / step;
  }
}
