package dev.vitcc.reference;

import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.TensorOp;
import java.util.function.DoubleUnaryOperator;

/// Functions of one operand, element by element.
public final class Activations {
  private static final double A = -0.2888;
  private static final double B = -1.769;

  private Activations() {}

  /// The function that an op computes of each element.
  ///
  /// @throws IllegalArgumentException if it is none
  public static DoubleUnaryOperator of(TensorOp op) {
    return switch (op) {
      case Gelu _ -> ErrorFunction::gelu;
      case PolynomialGelu(double delta) -> x -> polynomial(x, delta);
      case Sigmoid _ -> x -> 1 / (1 + Math.exp(-x));
      default -> throw new IllegalArgumentException("no such function: " + op.mnemonic());
    };
  }

  private static double polynomial(double x, double delta) {
    double t = x / Math.sqrt(2);
    double rest = Math.min(Math.abs(t), -B) + B;
    return x / 2 * (1 + Math.signum(t) * delta * (A * rest * rest + 1));
  }
}
