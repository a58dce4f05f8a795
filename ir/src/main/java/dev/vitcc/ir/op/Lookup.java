package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = table[index]`: `(i{b}[..], int[2^b]) → int[..]`, signed and of at most 8 bits; entry `i mod
/// 2^b` holds the value of index i.
public record Lookup() implements TensorOp {
  @Override
  public String mnemonic() {
    return "lookup";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    ElementType.Int index = Infer.integer(this, "the index", in.get(0));
    Infer.stationary(this, "the table", in.get(1));
    if (index.bits() > 16) {
      throw new ShapeException("lookup: the index has at most 16 bits, found " + in.get(0));
    }
    Infer.vector(this, "the table", in.get(1), 1 << index.bits());
    return in.get(0).withElement(in.get(1).element());
  }
}
