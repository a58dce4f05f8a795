package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.numerics.Exponential;
import java.util.List;

/// `e = (2^bits - 1) * 2^((s - max) / 64)` over the last axis, as codes: `i16[h,n,m] →
/// u{bits}[h,n,m]`.
///
/// @param form of the exponential between two powers of two
public record ExponentialCodes(int bits, Exponential form) implements TensorOp {
  /// 8-bit codes.
  public ExponentialCodes() {
    this(8);
  }

  /// Of the exponential itself.
  public ExponentialCodes(int bits) {
    this(bits, Exponential.EXACT);
  }

  @Override
  public String mnemonic() {
    return "exponential_codes";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.element(this, "the scores", in.get(0), ElementType.I16);
    return in.get(0).withElement(Infer.code(this, bits, false));
  }
}
