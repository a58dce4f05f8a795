package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How an operand is made smaller before it is looked up, and the result put together after it.
///
/// What is approximated is the core: a function of a count from 0 on, in ulps of the output.
enum Reduction {
  /// The count is the code less the least one.
  NONE,
  /// f(-x) = -f(x).
  ODD,
  /// f(-x) = 1 - f(x); the core is f(-|x|).
  COMPLEMENT,
  /// f(x) = max(x, 0) - c(|x|); the core is -c.
  HINGE;

  static List<Reduction> of(Problem problem) {
    List<Reduction> reductions = new ArrayList<>(List.of(NONE));
    Optional<RealFunction> function = problem.named();
    boolean isCentred =
        problem.in().isSigned() && problem.in().offset() == 0 && problem.out().offset() == 0;
    if (isCentred && function.isPresent()) {
      switch (function.get()) {
        case TANH -> reductions.add(ODD);
        case SIGMOID -> reductions.add(COMPLEMENT);
        case GELU, SILU -> {
          if (octaves(problem) >= 0) {
            reductions.add(HINGE);
          }
        }
        case EXP, RECIPROCAL, RSQRT -> {}
      }
    }
    return reductions;
  }

  /// log2 of an input step in output steps, -1 if that is no power of two or less than one.
  private static int octaves(Problem problem) {
    double ratio = problem.in().step() / problem.out().step();
    int octaves = Math.getExponent(ratio);
    return ratio == Math.scalb(1.0, octaves) ? octaves : -1;
  }

  /// The core in ulps, not limited for codes that are not inputs.
  double core(Problem problem, double count) {
    return switch (this) {
      case NONE -> problem.exact(problem.in().least() + count);
      case ODD -> problem.exact(count);
      case COMPLEMENT -> problem.exact(-count);
      case HINGE ->
          problem.out().of(problem.function().applyAsDouble(-count * problem.in().step()));
    };
  }

  Signal count(Inputs inputs, Problem problem) {
    Signal code = inputs.input();
    if (this == NONE) {
      return problem.in().isSigned() ? inputs.lifted(code, problem.in().bits()) : code;
    }
    return inputs.negateIf(sign(inputs, problem, code), code);
  }

  /// From the core in 2^-guard ulps, with half an ulp added where `rounds`, to the result.
  Signal result(Inputs inputs, Problem problem, Signal core, int guard, boolean rounds) {
    Signal code = inputs.input();
    Signal whole =
        switch (this) {
          case NONE -> inputs.shift(core, guard);
          case ODD -> inputs.negateIf(sign(inputs, problem, code), inputs.shift(core, guard));
          case COMPLEMENT -> {
            Signal isNegative = sign(inputs, problem, code);
            long one = Math.round(problem.out().of(1)) << guard;
            long twice = rounds ? 1L << guard : 0;
            Signal turned = inputs.negateIf(inputs.atLeast(code, 0), core);
            Signal added =
                inputs.select(isNegative, inputs.constant(0), inputs.constant(one + twice));
            yield inputs.shift(inputs.add(turned, added), guard);
          }
          case HINGE -> {
            Signal isNegative = sign(inputs, problem, code);
            Signal hinge = inputs.select(isNegative, inputs.constant(0), code);
            Signal aligned = inputs.shift(hinge, -guard - octaves(problem));
            yield inputs.shift(inputs.add(aligned, core), guard);
          }
        };
    return inputs.clamp(whole, problem.out().least(), problem.out().greatest());
  }

  private static Signal sign(Inputs inputs, Problem problem, Signal code) {
    return inputs.bits(code, problem.in().bits() - 1, 1);
  }

  @Override
  public String toString() {
    return switch (this) {
      case NONE -> "";
      case ODD -> "odd, ";
      case COMPLEMENT -> "1 - f(-x), ";
      case HINGE -> "max(x, 0) - c(|x|), ";
    };
  }
}
