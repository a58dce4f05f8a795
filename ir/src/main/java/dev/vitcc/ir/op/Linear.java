package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = x W^T + b`: `(f32[n,k], f32[m,k], f32[m]) → f32[n,m]`.
public record Linear() implements TensorOp {
  @Override
  public String mnemonic() {
    return "linear";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 3);
    TensorType x = in.get(0);
    TensorType weight = in.get(1);
    Infer.real(this, "the operand", x);
    Infer.rank(this, "the operand", x, 2);
    Infer.rank(this, "the weight", weight, 2);
    Infer.extent(this, "inner dimensions", x.dim(1), weight.dim(1));
    Infer.vector(this, "the bias", in.get(2), weight.dim(0));
    return Infer.withLast(x, x.element(), weight.dim(0));
  }
}
