package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// Normalises each row of the residual stream: `i16[n,d] → i8[n,d]`, within ±127.
///
/// Sums are exact; `epsilon` is in units of `d^2` code steps squared, at least 1; `gain` and
/// `shift` hold the output step. docs/numerics.md has every step.
public record IntegerLayerNorm(long epsilon, int gain, int shift) implements TensorOp {
  @Override
  public String mnemonic() {
    return "integer_layer_norm";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType x = in.get(0);
    Infer.element(this, "the operand", x, ElementType.I16);
    Infer.rank(this, "the operand", x, 2);
    return x.withElement(ElementType.I8);
  }
}
