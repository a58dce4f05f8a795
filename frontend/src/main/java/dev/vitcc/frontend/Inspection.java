package dev.vitcc.frontend;

import dev.vitcc.ir.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/// What there is to say about a text that someone is writing.
///
/// @param diagnostics all that the compiler would say
/// @param model empty where it would stop
public record Inspection(List<Diagnostic> diagnostics, Optional<SourceModel> model) {
  public Inspection {
    diagnostics = List.copyOf(diagnostics);
  }
}
