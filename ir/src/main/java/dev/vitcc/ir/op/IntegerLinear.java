package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// `acc = x W^T + bias`, exact: `(int[n,k], i8[m,k], i32[m]) → i{bits}[n,m]`.
///
/// `x` has at most 8 bits, signed or not; weights are within ±127. `bits` is wide enough for every
/// sum that the operand types, the length and the biases allow, so no sum overflows.
public record IntegerLinear(int bits) implements TensorOp {
  @Override
  public String mnemonic() {
    return "integer_linear";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 3);
    TensorType x = in.get(0);
    TensorType weight = in.get(1);
    Infer.integer(this, "the operand", x);
    Infer.rank(this, "the operand", x, 2);
    Infer.element(this, "the weight", weight, ElementType.I8);
    Infer.rank(this, "the weight", weight, 2);
    Infer.extent(this, "inner dimensions", x.dim(1), weight.dim(1));
    Infer.element(this, "the bias", in.get(2), ElementType.I32);
    Infer.vector(this, "the bias", in.get(2), weight.dim(0));
    return TensorType.of(Infer.signed(this, bits), x.dim(0), weight.dim(0));
  }
}
