package dev.vitcc.ir.diagnostic;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One finding about the user's input: where, what was found and expected, and what to do.
///
/// @param message says what was found and what was expected, without a trailing full stop
/// @param hint what the user can do about it, if that is known
/// @param details lines that belong to the hint, such as ways that it speaks of
public record Diagnostic(
    Severity severity,
    DiagnosticCode code,
    SourceLocation location,
    String message,
    Optional<String> hint,
    List<String> details) {
  /// By file, then line, then column: the order in which people read.
  public static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing((Diagnostic each) -> each.location().file())
          .thenComparing(each -> each.location().line())
          .thenComparing(each -> each.location().column());

  public Diagnostic {
    details = List.copyOf(details);
  }

  public static Diagnostic error(DiagnosticCode code, SourceLocation location, String message) {
    return new Diagnostic(Severity.ERROR, code, location, message, Optional.empty(), List.of());
  }

  public static Diagnostic warning(DiagnosticCode code, SourceLocation location, String message) {
    return new Diagnostic(Severity.WARNING, code, location, message, Optional.empty(), List.of());
  }

  /// The same diagnostic with a hint.
  public Diagnostic withHint(String text) {
    return new Diagnostic(severity, code, location, message, Optional.of(text), List.of());
  }

  /// The same diagnostic with a hint of several lines.
  public Diagnostic withHint(String text, List<String> lines) {
    return new Diagnostic(severity, code, location, message, Optional.of(text), lines);
  }
}
