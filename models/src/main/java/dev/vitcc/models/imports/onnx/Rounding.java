package dev.vitcc.models.imports.onnx;

/// That an activation is rounded to codes: a pair of `QuantizeLinear` and `DequantizeLinear`, or a
/// `Quant`.
///
/// @param number which no other rounding has
/// @param step of a code, in units of the term that the view takes its elements from
/// @param least code, counted from the zero point
/// @param greatest code, counted from the zero point
/// @param fault why vitcc has no such codes; empty if it may have
/// @param open whether what flows are still the codes
record Rounding(
    int number, String title, double step, int least, int greatest, String fault, boolean open) {
  Rounding closed() {
    return new Rounding(number, title, step, least, greatest, fault, false);
  }

  Rounding within(int low, int high) {
    return new Rounding(
        number, title, step, Math.max(least, low), Math.min(greatest, high), fault, open);
  }

  boolean sameCodesAs(Rounding other) {
    return Math.abs(step / other.step - 1) < 1e-6
        && least == other.least
        && greatest == other.greatest;
  }

  boolean isSigned() {
    return least < 0;
  }

  /// The bits that codes of this range take, signed or not.
  int bits() {
    int bits = 1;
    while (isSigned()
        ? greatest > (1 << (bits - 1)) - 1 || least < -(1 << (bits - 1))
        : greatest > (1 << bits) - 1) {
      bits++;
    }
    return bits;
  }
}
