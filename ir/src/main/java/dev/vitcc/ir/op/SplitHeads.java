package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Takes part `part` of `parts` of the columns and splits it into heads: `[n, parts*h*d] →
/// [h,n,d]`.
///
/// Queries, keys and values are parts 0, 1 and 2 of 3. Any element type.
public record SplitHeads(int part, int parts, int heads) implements TensorOp {
  @Override
  public String mnemonic() {
    return "split_heads";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    TensorType x = in.get(0);
    Infer.rank(this, "the operand", x, 2);
    if (heads < 1 || parts < 1 || x.dim(1) % ((long) parts * heads) != 0) {
      throw new ShapeException(
          "split_heads: "
              + x.dim(1)
              + " columns do not divide into "
              + parts
              + " parts of "
              + heads
              + " heads");
    }
    if (part < 0 || part >= parts) {
      throw new ShapeException("split_heads: there is no part " + part + " of " + parts);
    }
    return TensorType.of(x.element(), heads, x.dim(0), x.dim(1) / (parts * heads));
  }
}
