package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// Divides each row by the sum of its exponentials while requantising, to ±(2^(bits-1) - 1).
///
/// Operands: accumulators `[h,n,d]` and exponential codes `u[h,n,m]` of up to 8 bits. The scale of
/// a row is `gain
/// * 2^(-13 - shift) / sum`, rounded as docs/numerics.md says.
public record RequantizeRows(int bits, int gain, int shift) implements TensorOp {
  @Override
  public String mnemonic() {
    return "requantize_rows";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType acc = in.get(0);
    TensorType codes = in.get(1);
    Infer.integer(this, "the accumulators", acc);
    Infer.rank(this, "the accumulators", acc, 3);
    if (Infer.integer(this, "the codes", codes).signed()) {
      throw new ShapeException(mnemonic() + ": the codes must be unsigned, found " + codes);
    }
    Infer.rank(this, "the codes", codes, 3);
    Infer.extent(this, "numbers of heads", acc.dim(0), codes.dim(0));
    Infer.extent(this, "numbers of rows", acc.dim(1), codes.dim(1));
    return acc.withElement(Infer.signed(this, bits));
  }
}
