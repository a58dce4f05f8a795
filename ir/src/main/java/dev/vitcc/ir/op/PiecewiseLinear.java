package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.numerics.Lines;
import java.util.List;

/// `y = clamp((intercept[s] + slope[s] * z) >> fraction)` to ±(2^(bits-1) - 1): `(i{b}[..],
/// i32[2^n]) → i{bits}[..]`.
///
/// With c = b - n, `s = (index mod 2^b) >> c` and `z = index mod 2^c`. An entry holds the slope in
/// its lower 16 bits and the intercept above them, both signed.
///
/// @param fraction binary places of both
/// @param slopeBits that all slopes fit
public record PiecewiseLinear(int fraction, int slopeBits, int bits) implements TensorOp {
  @Override
  public String mnemonic() {
    return "piecewise_linear";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    ElementType.Int index = Infer.integer(this, "the index", in.get(0));
    Infer.element(this, "the lines", in.get(1), ElementType.I32);
    Infer.rank(this, "the lines", in.get(1), 1);
    int segments = in.get(1).dim(0);
    if (Integer.bitCount(segments) != 1 || segments >= 1 << (index.bits() - 1)) {
      throw new ShapeException(
          "piecewise_linear: as many lines as a power of two, with four indices each or more; found "
              + segments);
    }
    return in.get(0).withElement(Infer.signed(this, bits));
  }

  /// What the lines of so many segments ask of an engine.
  public Lines lines(int segments) {
    return new Lines(Integer.numberOfTrailingZeros(segments), fraction, slopeBits);
  }
}
