package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// Attention of every token to all others alike, but not to the leading ones: `[h,n,d] → [h,n,n]`.
///
/// So that the product with values is their mean, computed as attention is. Real probabilities for
/// real values; for integers, 8-bit codes in the place of exponentials, 255 and 0.
///
/// @param leading tokens in front, such as the class token
public record UniformAttention(int leading) implements TensorOp {
  @Override
  public String mnemonic() {
    return "uniform_attention";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType values = in.get(0);
    Infer.rank(this, "the values", values, 3);
    Infer.candidates(this, values.dim(1), leading);
    ElementType element =
        values.element() instanceof ElementType.Real ? values.element() : ElementType.U8;
    return TensorType.of(element, values.dim(0), values.dim(1), values.dim(1));
  }
}
