package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.Proof;
import dev.vitcc.approximation.circuit.Circuit;
import dev.vitcc.approximation.circuit.Inputs;
import dev.vitcc.approximation.circuit.Signal;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Tables, and polynomials of quantised coefficients.
final class Forms {
  static final String TABLE = "table";

  private final Problem problem;

  Forms(Problem problem) {
    this.problem = problem;
  }

  /// The nearest result for each code.
  Candidate table() {
    Inputs inputs = inputs();
    Signal address = inputs.bits(inputs.input(), 0, problem.in().bits());
    long[] entries = new long[problem.inputs()];
    for (int place = 0; place < entries.length; place++) {
      entries[(int) address.value(place)] = nearest(place);
    }
    return candidate(TABLE, inputs.table(address, entries));
  }

  /// A polynomial for each segment.
  ///
  /// @param units binary places of the coefficients, the constant's first
  Candidate polynomial(Reduction reduction, Fit fit, int[] units) {
    return polynomial(reduction, fit, units, false);
  }

  /// The same rounded down, and one added where a table of bits says so.
  Candidate corrected(Reduction reduction, Fit fit, int[] units) {
    return polynomial(reduction, fit, units, true);
  }

  private Candidate polynomial(Reduction reduction, Fit fit, int[] units, boolean isCorrected) {
    Inputs inputs = inputs();
    Signal core = core(inputs, reduction.count(inputs, problem), fit, units, !isCorrected);
    Signal result = reduction.result(inputs, problem, core, units[0], !isCorrected);
    String form = "%sdegree %d, %s".formatted(reduction, units.length - 1, fit.segments());
    return isCorrected
        ? candidate(form + ", corrected", correct(inputs, result))
        : candidate(form, result);
  }

  private Signal core(Inputs inputs, Signal count, Fit fit, int[] units, boolean rounds) {
    long[][] coefficients = fit.coefficients(units);
    if (rounds && units[0] > 0) {
      long half = 1L << (units[0] - 1);
      coefficients[0] = Arrays.stream(coefficients[0]).map(c -> c + half).toArray();
    }
    Segments segments = fit.segments();
    Signal segment = segments.number(inputs, count);
    Signal sum = coefficient(inputs, segment, coefficients[units.length - 1]);
    if (segments.zBits() == 0) {
      return sum;
    }
    Signal z = segments.z(inputs, count);
    for (int power = units.length - 2; power >= 0; power--) {
      int places = segments.zBits() - 1 + units[power + 1] - units[power];
      Signal product = inputs.shift(inputs.multiply(sum, z), places);
      sum = inputs.add(product, coefficient(inputs, segment, coefficients[power]));
    }
    return sum;
  }

  private static Signal coefficient(Inputs inputs, Signal segment, long[] entries) {
    return Arrays.stream(entries).distinct().count() == 1
        ? inputs.constant(entries[0])
        : inputs.table(segment, entries);
  }

  /// Adds what is missing, where it can be had.
  private Signal correct(Inputs inputs, Signal result) {
    Signal address = inputs.bits(inputs.input(), 0, problem.in().bits());
    long[] entries = new long[problem.inputs()];
    for (int place = 0; place < entries.length; place++) {
      entries[(int) address.value(place)] = nearest(place) - result.value(place);
    }
    return inputs.add(result, inputs.table(address, entries));
  }

  private long nearest(int place) {
    return Math.clamp(
        Math.round(problem.exact(problem.code(place))),
        problem.out().least(),
        problem.out().greatest());
  }

  private Inputs inputs() {
    return new Inputs(problem.in().bits(), problem.in().isSigned());
  }

  Candidate candidate(String form, Signal result) {
    Circuit circuit = new Circuit(problem.in().bits(), problem.in().isSigned(), result);
    return new Candidate(form, circuit, Proof.of(problem, circuit));
  }

  /// The greatest count of a reduction.
  int last(Reduction reduction) {
    Signal count = reduction.count(inputs(), problem);
    return (int) count.greatest();
  }

  static int[] units(int degree, int guard) {
    return IntStream.rangeClosed(0, degree).map(_ -> guard).toArray();
  }
}
