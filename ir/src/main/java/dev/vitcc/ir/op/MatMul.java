package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// A product per head: `[h,n,k] x [h,k,m] → [h,n,m]`, or `[h,n,k] x [h,m,k]` if transposed.
public record MatMul(boolean transposeRight) implements TensorOp {
  @Override
  public String mnemonic() {
    return "matmul";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    Infer.real(this, "left operand", in.get(0));
    Infer.real(this, "right operand", in.get(1));
    return Infer.matmul(this, in.get(0), in.get(1), transposeRight, in.get(0).element());
  }
}
