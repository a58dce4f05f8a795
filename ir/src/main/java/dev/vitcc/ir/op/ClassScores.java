package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// How much the class token attends to each token, the sum over the heads in units of 2^-16:
/// exponential codes `u[h,n,n] → i32[n,1]`.
public record ClassScores() implements TensorOp {
  @Override
  public String mnemonic() {
    return "class_scores";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType codes = in.get(0);
    if (Infer.integer(this, "the codes", codes).signed()) {
      throw new ShapeException("class_scores: the codes must be unsigned, found " + codes);
    }
    Infer.rank(this, "the codes", codes, 3);
    Infer.extent(this, "queries and keys", codes.dim(1), codes.dim(2));
    return TensorType.of(ElementType.I32, codes.dim(1), 1);
  }
}
