package dev.vitcc.cli.diagnostics;

import dev.vitcc.frontend.SourceText;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// What to put in place of the text that a diagnostic points at.
final class Replacement {
  private Replacement() {}

  /// The name that was meant, where the hint is a name and what is written there is a misspelt form
  /// of it.
  static Optional<String> of(Diagnostic diagnostic, List<SourceText> sources) {
    return diagnostic
        .hint()
        .flatMap(NearestName::meantBy)
        .filter(
            name ->
                written(diagnostic.location(), sources)
                    .flatMap(word -> NearestName.of(word, List.of(name)))
                    .isPresent());
  }

  private static Optional<String> written(SourceLocation where, List<SourceText> sources) {
    return sources.stream()
        .filter(source -> where.hasPosition() && source.file().equals(where.file()))
        .map(source -> source.line(where.line()))
        .filter(line -> where.column() - 1 + where.length() <= line.length())
        .map(line -> line.substring(where.column() - 1, where.column() - 1 + where.length()))
        .findFirst();
  }
}
