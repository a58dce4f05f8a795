package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// The image as it arrives: raw unsigned bytes, `u8[height,width,channels]`.
public record Input(TensorType type) implements TensorOp {
  @Override
  public String mnemonic() {
    return "input";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 0);
    Infer.rank(this, "the image", type, 3);
    Infer.element(this, "the image", type, ElementType.U8);
    return type;
  }
}
