package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// An exact product per head: `int[h,n,k] x int[h,k,m] → i{bits}[h,n,m]`, or `int[h,m,k]`
/// transposed.
///
/// The right operand is the stationary one: signed, of at most 8 bits and within ±127.
public record IntegerMatMul(boolean transposeRight, int bits) implements TensorOp {
  @Override
  public String mnemonic() {
    return "integer_matmul";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    Infer.integer(this, "left operand", in.get(0));
    Infer.stationary(this, "right operand", in.get(1));
    return Infer.matmul(this, in.get(0), in.get(1), transposeRight, Infer.signed(this, bits));
  }
}
