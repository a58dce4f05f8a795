package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = (x - mean) / sqrt(variance + epsilon) * gamma + beta` over the last axis.
public record LayerNorm(double epsilon) implements TensorOp {
  @Override
  public String mnemonic() {
    return "layer_norm";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 3);
    TensorType x = in.get(0);
    Infer.real(this, "the operand", x);
    Infer.atLeastRank(this, "the operand", x, 2);
    Infer.vector(this, "gamma", in.get(1), x.dim(-1));
    Infer.vector(this, "beta", in.get(2), x.dim(-1));
    return x;
  }
}
