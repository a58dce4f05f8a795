package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = 1 / (1 + exp(-x))`, element by element.
public record Sigmoid() implements TensorOp {
  @Override
  public String mnemonic() {
    return "sigmoid";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.real(this, "the operand", in.get(0));
    return in.get(0);
  }
}
