package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;

/// Functions over the ranges that they are usually wanted for.
final class Problems {
  private Problems() {}

  static Problem of(RealFunction function, int bits) {
    return switch (function) {
      case GELU, SILU -> new Problem(function, Codes.signed(bits, 8), Codes.signed(bits, 8));
      case TANH -> new Problem(function, Codes.signed(bits, 4), Codes.signed(bits, 1));
      case SIGMOID -> new Problem(function, Codes.signed(bits, 8), Codes.from(bits, 0, 1));
      case EXP -> new Problem(function, Codes.from(bits, -8, 0), Codes.from(bits, 0, 1));
      case RECIPROCAL -> new Problem(function, Codes.from(bits, 1, 2), Codes.from(bits, 0, 1));
      case RSQRT -> new Problem(function, Codes.from(bits, 1, 4), Codes.from(bits, 0, 1));
    };
  }
}
