package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = exp(x) / sum(exp(x))` over the last axis.
public record Softmax() implements TensorOp {
  @Override
  public String mnemonic() {
    return "softmax";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.real(this, "the operand", in.get(0));
    return in.get(0);
  }
}
