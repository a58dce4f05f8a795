package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Puts tokens before the others: `(f32[n,d], f32[t,d]) → f32[t+n,d]`.
public record PrependTokens() implements TensorOp {
  @Override
  public String mnemonic() {
    return "prepend_tokens";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType x = in.get(0);
    TensorType tokens = in.get(1);
    Infer.rank(this, "the operand", x, 2);
    Infer.rank(this, "the tokens", tokens, 2);
    Infer.real(this, "the operand", x);
    Infer.extent(this, "dimensions of operand and tokens", x.dim(1), tokens.dim(1));
    return TensorType.of(x.element(), tokens.dim(0) + x.dim(0), x.dim(1));
  }
}
