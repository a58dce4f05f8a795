package dev.vitcc.ir.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/// The user's input is wrong; carries every diagnostic found, errors and warnings.
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Diagnostic> diagnostics;

  public CompileException(List<Diagnostic> diagnostics) {
    super(
        diagnostics.stream()
            .map(d -> d.location() + ": " + d.code().code() + ": " + d.message())
            .collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  public CompileException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
