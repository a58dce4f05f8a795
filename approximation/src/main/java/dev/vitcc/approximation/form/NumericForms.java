package dev.vitcc.approximation.form;

import dev.vitcc.approximation.Codes;
import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.circuit.Circuit;
import dev.vitcc.approximation.circuit.Signal;
import java.util.function.DoubleUnaryOperator;

/// Lines and corrections that give just what the tables of docs/numerics.md hold, in one cycle.
///
/// Of the forms that are correctly rounded everywhere these took the fewest lookup tables when they
/// were chosen, with products as one operation.
public final class NumericForms {
  private static final int INDEX_BITS = 10;
  private static final int RESULT_BITS = 16;
  private static final int DEGREE = 1;

  private NumericForms() {}

  /// RSQRT: 2^16 / √u, u = (1 + (j + 1/2) / 512) · 2^p at index 512 p + j.
  public static Candidate rsqrt() {
    return form(NumericForms::rootAt, 2, 1);
  }

  /// RECIPROCAL: 2^16 / (1 + (j + 1/2) / 1024).
  public static Candidate reciprocal() {
    return form(j -> 65536 / (1 + (j + 0.5) / 1024), 3, 2);
  }

  private static double rootAt(double index) {
    return index < 512
        ? 65536 / Math.sqrt(1 + (index + 0.5) / 512)
        : 65536 / Math.sqrt(2 * (1 + (index - 512 + 0.5) / 512));
  }

  /// @param bits log2 of the codes of a segment
  /// @param guard places below a code
  private static Candidate form(DoubleUnaryOperator function, int bits, int guard) {
    Problem problem =
        new Problem(
            function, new Codes(INDEX_BITS, false, 1, 0), new Codes(RESULT_BITS, false, 1, 0));
    Forms forms = new Forms(problem);
    Reduction none = Reduction.NONE;
    Fit fit =
        new Fit(count -> none.core(problem, count), new Segments.Uniform(forms.last(none), bits));
    Candidate pipelined = forms.corrected(none, fit, Forms.units(DEGREE, guard));
    Signal result = pipelined.circuit().output();
    return new Candidate(
        pipelined.form(), Circuit.ofOneStage(INDEX_BITS, false, result), pipelined.proof());
  }
}
