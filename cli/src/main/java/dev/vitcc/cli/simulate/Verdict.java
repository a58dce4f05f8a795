package dev.vitcc.cli.simulate;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.testbenches.verilator.SimulationResult;

/// What a simulation says of a design.
public final class Verdict {
  private Verdict() {}

  /// Tells what was found; of a design that is right, these are remarks.
  public static ExitCode tell(Console console, SimulationResult result) {
    if (result.passed()) {
      result.findings().forEach(console::note);
      return ExitCode.DONE;
    }
    for (String finding : result.findings()) {
      console.trouble(new Trouble(ExitCode.MISMATCH, finding, ""));
    }
    return ExitCode.MISMATCH;
  }
}
