package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// How much the class token attends to each token, the mean over the heads: probabilities `[h,n,n]
/// → [n,1]`.
public record ClassAttention() implements TensorOp {
  @Override
  public String mnemonic() {
    return "class_attention";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType probabilities = in.get(0);
    Infer.real(this, "the probabilities", probabilities);
    Infer.rank(this, "the probabilities", probabilities, 3);
    Infer.extent(this, "queries and keys", probabilities.dim(1), probabilities.dim(2));
    return TensorType.of(probabilities.element(), probabilities.dim(1), 1);
  }
}
