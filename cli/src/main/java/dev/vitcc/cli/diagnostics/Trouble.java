package dev.vitcc.cli.diagnostics;

import dev.vitcc.cli.ExitCode;
import java.util.List;

/// What went wrong with a run, as opposed to what is wrong with a model.
///
/// @param kind as which it ends the process
/// @param hint what to do; may be empty
/// @param details lines that belong to it, such as where a bug showed
public record Trouble(ExitCode kind, String message, String hint, List<String> details) {
  public Trouble {
    details = List.copyOf(details);
  }

  public Trouble(ExitCode kind, String message, String hint) {
    this(kind, message, hint, List.of());
  }
}
