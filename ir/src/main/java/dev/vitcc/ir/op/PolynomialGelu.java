package dev.vitcc.ir.op;

import dev.vitcc.ir.TensorType;
import java.util.List;

/// `y = x/2 * (1 + L(x / sqrt(2)))` with `L(t) = sgn(t) * delta * (a * (min(|t|, -b) + b)^2 + 1)`,
/// a = -0.2888, b = -1.769.
///
/// With a delta of 1 that is I-BERT's polynomial (Kim et al., ICML 2021), with a lesser one
/// HeatViT's (Dong et al., HPCA 2023), which is no GELU but what a network can be trained with.
public record PolynomialGelu(double delta) implements TensorOp {
  @Override
  public String mnemonic() {
    return "polynomial_gelu";
  }

  @Override
  public TensorType infer(List<TensorType> in) {
    Infer.arity(this, in, 1);
    Infer.real(this, "the operand", in.get(0));
    return in.get(0);
  }
}
