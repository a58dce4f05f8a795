package dev.vitcc.frontend.check;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.NearestName;
import dev.vitcc.frontend.ValueObserver;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// Adds diagnostics, each finding once: a block that is expanded twelve times has its mistake once.
/// Tells an observer what has which value.
final class Reporter {
  private final Diagnostics diagnostics;
  private final ValueObserver observer;
  private final Set<Diagnostic> seen = new LinkedHashSet<>();

  Reporter(Diagnostics diagnostics, ValueObserver observer) {
    this.diagnostics = diagnostics;
    this.observer = observer;
  }

  /// Notes the value of what stands at a place.
  void saw(SourceLocation where, Value value) {
    switch (value) {
      case Value.Tensor tensor -> observer.tensor(where, tensor.node().type());
      case Value.Number number -> observer.constant(where, Value.format(number.number()));
      case Value.Quoted quoted -> observer.constant(where, '"' + quoted.text() + '"');
      case Value.Word word -> observer.constant(where, word.word());
      case Value.Sequence _, Value.Unknown _ -> {}
    }
  }

  void error(FrontendCode code, SourceLocation location, String message) {
    add(Diagnostic.error(code, location, message));
  }

  void error(FrontendCode code, SourceLocation location, String message, String hint) {
    add(Diagnostic.error(code, location, message).withHint(hint));
  }

  void warning(FrontendCode code, SourceLocation location, String message, String hint) {
    add(Diagnostic.warning(code, location, message).withHint(hint));
  }

  /// An error about a name that does not exist, with the nearest one that does; if none is near and
  /// there are few, with all of them.
  void unknown(
      FrontendCode code,
      SourceLocation location,
      String message,
      String written,
      Collection<String> candidates) {
    Diagnostic error = Diagnostic.error(code, location, message);
    String all =
        candidates.isEmpty() || candidates.size() > 12
            ? ""
            : "one of: " + String.join(", ", candidates);
    String hint = NearestName.hint(written, candidates).orElse(all);
    add(hint.isEmpty() ? error : error.withHint(hint));
  }

  boolean hasErrors() {
    return diagnostics.hasErrors();
  }

  private void add(Diagnostic diagnostic) {
    if (seen.add(diagnostic)) {
      diagnostics.add(diagnostic);
    }
  }
}
