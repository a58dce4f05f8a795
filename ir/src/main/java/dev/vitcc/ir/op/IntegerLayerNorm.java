package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// Normalises each row of the residual stream: `i16[n,d] → i{bits}[n,d]`, within ±(2^(bits-1) - 1).
///
/// Sums are exact; `epsilon` is in units of `d^2` code steps squared, at least 1; `gain` and
/// `shift` hold the output step. A second operand, `u8[d]`, scales each column by its code over
/// 256. docs/numerics.md has every step.
public record IntegerLayerNorm(long epsilon, int gain, int shift, int bits) implements TensorOp {
  /// Without gains of columns, to 8 bits.
  public IntegerLayerNorm(long epsilon, int gain, int shift) {
    this(epsilon, gain, shift, 8);
  }

  @Override
  public String mnemonic() {
    return "integer_layer_norm";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    if (in.size() != 1) {
      Infer.arity(this, in, 2);
      Infer.element(this, "the gains", in.get(1), ElementType.U8);
      Infer.vector(this, "the gains", in.get(1), in.get(0).dim(-1));
    }
    TensorType x = in.get(0);
    Infer.element(this, "the operand", x, ElementType.I16);
    Infer.rank(this, "the operand", x, 2);
    return x.withElement(Infer.code(this, bits, true));
  }
}
