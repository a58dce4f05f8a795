package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = table[index]`: `(i{b}[..], i8[2^b]) → i8[..]`; entry `i mod 2^b` holds the value of index
/// i.
public record Lookup() implements TensorOp {
  @Override
  public String mnemonic() {
    return "lookup";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    ElementType.Int index = Infer.integer(this, "the index", in.get(0));
    Infer.element(this, "the table", in.get(1), ElementType.I8);
    if (index.bits() > 16) {
      throw new ShapeException("lookup: the index has at most 16 bits, found " + in.get(0));
    }
    Infer.vector(this, "the table", in.get(1), 1 << index.bits());
    return in.get(0).withElement(ElementType.I8);
  }
}
