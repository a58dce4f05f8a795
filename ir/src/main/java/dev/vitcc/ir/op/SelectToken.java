package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// One row: `[n,d] → [1,d]`. Any element type.
public record SelectToken(int index) implements TensorOp {
  @Override
  public String mnemonic() {
    return "select_token";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType x = in.get(0);
    Infer.rank(this, "the operand", x, 2);
    if (index < 0 || index >= x.dim(0)) {
      throw new ShapeException(
          "select_token: token " + index + " is not among the " + x.dim(0) + " tokens of " + x);
    }
    return TensorType.of(x.element(), 1, x.dim(1));
  }
}
