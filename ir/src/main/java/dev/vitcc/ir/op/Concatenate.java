package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Columns side by side: `([n,a], [n,b]) → [n,a+b]`. Any element type, the same on both sides.
public record Concatenate() implements TensorOp {
  @Override
  public String mnemonic() {
    return "concatenate";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType left = in.get(0);
    TensorType right = in.get(1);
    Infer.rank(this, "left operand", left, 2);
    Infer.rank(this, "right operand", right, 2);
    Infer.extent(this, "numbers of rows", left.dim(0), right.dim(0));
    Infer.element(this, "right operand", right, left.element());
    return Infer.withLast(left, left.element(), left.dim(1) + right.dim(1));
  }
}
