package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = clamp(a + b)` to ±32767, over 16-bit operands.
public record SaturatingAdd() implements TensorOp {
  @Override
  public String mnemonic() {
    return "saturating_add";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    Infer.element(this, "left operand", in.get(0), ElementType.I16);
    if (!in.get(0).equals(in.get(1))) {
      throw new ShapeException(
          "saturating_add: operands differ: " + in.get(0) + " and " + in.get(1));
    }
    return in.get(0);
  }
}
