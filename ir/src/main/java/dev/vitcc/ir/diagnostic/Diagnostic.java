package dev.vitcc.ir.diagnostic;

import java.util.Optional;

/// One finding about the user's input: where, what was found and expected, and what to do.
///
/// @param message says what was found and what was expected, without a trailing full stop
/// @param hint what the user can do about it, if that is known
public record Diagnostic(
    Severity severity,
    DiagnosticCode code,
    SourceLocation location,
    String message,
    Optional<String> hint) {

  public static Diagnostic error(DiagnosticCode code, SourceLocation location, String message) {
    return new Diagnostic(Severity.ERROR, code, location, message, Optional.empty());
  }

  public static Diagnostic warning(DiagnosticCode code, SourceLocation location, String message) {
    return new Diagnostic(Severity.WARNING, code, location, message, Optional.empty());
  }

  /// The same diagnostic with a hint.
  public Diagnostic withHint(String text) {
    return new Diagnostic(severity, code, location, message, Optional.of(text));
  }
}
