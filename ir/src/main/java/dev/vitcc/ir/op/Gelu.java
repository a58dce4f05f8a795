package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = x * Phi(x)`, the exact (erf) form, element by element.
public record Gelu() implements TensorOp {
  @Override
  public String mnemonic() {
    return "gelu";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.real(this, "the operand", in.get(0));
    return in.get(0);
  }
}
