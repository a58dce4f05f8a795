package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.numerics.Exponential;
import java.util.List;

/// `y = delta * exp(x - max) / sum(exp(x - max))` over the last axis.
///
/// @param form of the exponential
/// @param delta HeatViT's factor; 1 in all others
public record Softmax(Exponential form, double delta) implements TensorOp {
  /// The function itself.
  public Softmax() {
    this(Exponential.EXACT, 1);
  }

  @Override
  public String mnemonic() {
    return "softmax";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.real(this, "the operand", in.get(0));
    return in.get(0);
  }
}
