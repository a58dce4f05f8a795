package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// The mean of each row by weights, `sum(w * x) / sum(w)`: `(x [n,h], w [n,h]) → [n,1]`.
///
/// HeatViT's score of a token (eq. 7): what its heads say, by how much each head matters.
public record WeightedMean() implements TensorOp {
  @Override
  public String mnemonic() {
    return "weighted_mean";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType x = in.get(0);
    Infer.real(this, "the operand", x);
    Infer.rank(this, "the operand", x, 2);
    if (!x.equals(in.get(1))) {
      throw new ShapeException("weighted_mean: operands differ: " + x + " and " + in.get(1));
    }
    return TensorType.of(x.element(), x.dim(0), 1);
  }
}
