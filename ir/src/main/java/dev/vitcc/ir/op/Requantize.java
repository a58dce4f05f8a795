package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = clamp((acc * mantissa + 2^(s-1)) >> s)`, `s = 14 + 6 * level`, to ±(2^(bits-1) - 1).
///
/// Operands: `acc` and the scales, `i32[m]` (one a column) or `i32[1]` (one for all), each `level *
/// 2^17 + mantissa`.
public record Requantize(int bits) implements TensorOp {
  @Override
  public String mnemonic() {
    return "requantize";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType acc = in.get(0);
    TensorType scales = in.get(1);
    Infer.integer(this, "the accumulators", acc);
    Infer.atLeastRank(this, "the accumulators", acc, 1);
    Infer.element(this, "the scales", scales, ElementType.I32);
    if (scales.rank() != 1 || scales.dim(0) != 1) {
      Infer.vector(this, "the scales", scales, acc.dim(-1));
    }
    return acc.withElement(Infer.signed(this, bits));
  }
}
