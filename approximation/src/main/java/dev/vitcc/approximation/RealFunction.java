package dev.vitcc.approximation;

import dev.vitcc.reference.ErrorFunction;
import java.util.function.DoubleUnaryOperator;

/// A nonlinear function of a vision transformer.
public enum RealFunction implements DoubleUnaryOperator {
  GELU,
  SIGMOID,
  SILU,
  TANH,
  /// e to the power of x.
  EXP,
  RECIPROCAL,
  /// The reciprocal square root.
  RSQRT;

  /// The value, to about one unit of double precision.
  @Override
  public double applyAsDouble(double x) {
    return switch (this) {
      case GELU -> ErrorFunction.gelu(x);
      case SIGMOID -> sigmoid(x);
      case SILU -> x * sigmoid(x);
      case TANH -> Math.tanh(x);
      case EXP -> Math.exp(x);
      case RECIPROCAL -> 1 / x;
      case RSQRT -> 1 / Math.sqrt(x);
    };
  }

  /// Without cancellation on either side.
  private static double sigmoid(double x) {
    return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
  }
}
