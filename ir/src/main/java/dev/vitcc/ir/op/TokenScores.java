package dev.vitcc.ir.op;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import java.util.List;

/// The mean of each row by weights, as scores of tokens: codes of probabilities `(i8[n,h], i8[n,h])
/// → i32[n,1]`, in units of 2^-8 of a code.
///
/// Both are codes of 0 … 1 with zero point -127, as the tables of sigmoids have them.
public record TokenScores() implements TensorOp {
  @Override
  public String mnemonic() {
    return "token_scores";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 2);
    TensorType x = in.get(0);
    Infer.element(this, "the operand", x, ElementType.I8);
    Infer.rank(this, "the operand", x, 2);
    if (!x.equals(in.get(1))) {
      throw new ShapeException("token_scores: operands differ: " + x + " and " + in.get(1));
    }
    return TensorType.of(ElementType.I32, x.dim(0), 1);
  }
}
