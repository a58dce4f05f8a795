package dev.vitcc.approximation;

import dev.vitcc.approximation.circuit.Circuit;

/// What trying every input shows.
///
/// @param ulps the greatest error, in units of the output's last place
/// @param at the input code that has it
/// @param inputs that were tried
/// @param correctlyRounded how many of them give the code that is nearest
public record Proof(double ulps, int at, int inputs, int correctlyRounded) {
  /// Doubles are precise to far less than this.
  private static final double TIE = 1e-9;

  public static Proof of(Problem problem, Circuit circuit) {
    double greatest = -1;
    int at = 0;
    int correct = 0;
    for (int place = 0; place < problem.inputs(); place++) {
      double error = Math.abs(circuit.value(place) - problem.exact(problem.code(place)));
      correct += error <= 0.5 + TIE ? 1 : 0;
      if (error > greatest) {
        greatest = error;
        at = problem.code(place);
      }
    }
    return new Proof(greatest, at, problem.inputs(), correct);
  }

  public boolean isWithin(double bound) {
    return ulps <= bound + TIE;
  }
}
