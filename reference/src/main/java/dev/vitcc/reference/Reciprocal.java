package dev.vitcc.reference;

import dev.vitcc.ir.numerics.NumericTables;

/// One over a positive number: about `mantissa * 2^(-16 - exponent)`, within 2^-11 of it.
///
/// @param exponent the number's, rounded down
record Reciprocal(long mantissa, int exponent) {
  /// @throws IllegalArgumentException if the number is not positive
  static Reciprocal of(long number) {
    if (number <= 0) {
      throw new IllegalArgumentException("no reciprocal of " + number);
    }
    int k = 63 - Long.numberOfLeadingZeros(number);
    int j = (int) (k < 10 ? number << (10 - k) : number >> (k - 10)) & 1023;
    return new Reciprocal(NumericTables.reciprocal(j), k);
  }
}
