package dev.vitcc.cli.solve;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.passes.PassesCode;

/// What went wrong where something can't be had of a target, so that another one may do.
public final class TargetMissed {
  private TargetMissed() {}

  public static boolean is(CompileException thrown) {
    return thrown.diagnostics().stream()
        .map(Diagnostic::code)
        .allMatch(code -> code == PassesCode.NO_ROOM || code == PassesCode.TOO_SLOW);
  }
}
