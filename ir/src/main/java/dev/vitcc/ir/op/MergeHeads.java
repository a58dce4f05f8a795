package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Puts heads side by side: `[h,n,d] → [n,h*d]`. Any element type.
public record MergeHeads() implements TensorOp {
  @Override
  public String mnemonic() {
    return "merge_heads";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType x = in.get(0);
    Infer.rank(this, "the operand", x, 3);
    return TensorType.of(x.element(), x.dim(1), x.dim(0) * x.dim(2));
  }
}
