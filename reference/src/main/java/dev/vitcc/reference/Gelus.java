package dev.vitcc.reference;

import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.TensorOp;
import java.util.function.DoubleUnaryOperator;

/// GELU, and what stands for it.
public final class Gelus {
  private static final double A = -0.2888;
  private static final double B = -1.769;

  private Gelus() {}

  /// The function that an op computes of each element.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static DoubleUnaryOperator of(TensorOp op) {
    return switch (op) {
      case Gelu _ -> ErrorFunction::gelu;
      case PolynomialGelu(double delta) -> x -> polynomial(x, delta);
      default -> throw new IllegalArgumentException("no GELU: " + op.mnemonic());
    };
  }

  private static double polynomial(double x, double delta) {
    double t = x / Math.sqrt(2);
    double rest = Math.min(Math.abs(t), -B) + B;
    return x / 2 * (1 + Math.signum(t) * delta * (A * rest * rest + 1));
  }
}
