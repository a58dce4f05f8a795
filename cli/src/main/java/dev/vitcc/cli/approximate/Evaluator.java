package dev.vitcc.cli.approximate;

import dev.vitcc.approximation.Problem;
import dev.vitcc.approximation.RealFunction;
import dev.vitcc.approximation.circuit.HlsWriter;
import dev.vitcc.approximation.circuit.VerilogWriter;
import dev.vitcc.approximation.form.Candidate;
import java.util.List;
import java.util.Locale;

/// The files of one evaluator.
public record Evaluator(Problem problem, Candidate candidate) {
  /// `vitcc_gelu` of a GELU.
  public String name() {
    return "vitcc_" + function().name().toLowerCase(Locale.ROOT);
  }

  private RealFunction function() {
    return problem.named().orElseThrow();
  }

  public String systemVerilog() {
    return VerilogWriter.write(name(), comment(), candidate.circuit());
  }

  public String hls() {
    return HlsWriter.write(name(), comment(), candidate.circuit());
  }

  /// Codes and errors over all inputs.
  public String plot() {
    return FunctionPlot.svg(problem, candidate);
  }

  private List<String> comment() {
    return List.of(
        String.format(
            Locale.ROOT,
            "%s of x = %s + code * %s, in steps of %s.",
            function(),
            problem.in().offset(),
            problem.in().step(),
            problem.out().step()),
        String.format(
            Locale.ROOT,
            "%s. Greatest error of all %d inputs: %.4f ulp, at code %d.",
            candidate.form(),
            candidate.proof().inputs(),
            candidate.proof().ulps(),
            candidate.proof().at()));
  }
}
