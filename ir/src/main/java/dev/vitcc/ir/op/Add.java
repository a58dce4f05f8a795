package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = a + b`, real, element by element.
public record Add() implements TensorOp {
  @Override
  public String mnemonic() {
    return "add";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    Infer.real(this, "left operand", in.get(0));
    if (!in.get(0).equals(in.get(1))) {
      throw new ShapeException("add: operands differ: " + in.get(0) + " and " + in.get(1));
    }
    return in.get(0);
  }
}
