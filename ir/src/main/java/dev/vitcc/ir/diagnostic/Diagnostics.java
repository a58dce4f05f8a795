package dev.vitcc.ir.diagnostic;

import java.util.ArrayList;
import java.util.List;

/// Collects findings so that all of them can be shown at once.
public final class Diagnostics {
  private final List<Diagnostic> found = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public List<Diagnostic> all() {
    return List.copyOf(found);
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /// Ends the compile if an error was found.
  ///
  /// @throws CompileException with everything found so far
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new CompileException(all());
    }
  }
}
