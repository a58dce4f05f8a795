package dev.vitcc.cli.diagnostics;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.ir.diagnostic.Diagnostic;
import java.util.List;

/// All that a run found wrong.
///
/// @param sources the texts that diagnostics point into, as far as they can be read
public record Findings(
    ExitCode exit, List<Diagnostic> diagnostics, List<Trouble> troubles, List<SourceText> sources) {
  public Findings {
    diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.BY_PLACE).toList();
    troubles = troubles.stream().distinct().toList();
    sources = List.copyOf(sources);
  }
}
