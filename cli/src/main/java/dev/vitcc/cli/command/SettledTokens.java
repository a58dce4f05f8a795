package dev.vitcc.cli.command;

import dev.vitcc.cli.compile.LoadedModel;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.compile.Pruned;
import dev.vitcc.cli.console.Console;
import java.util.Optional;

/// Settles how many tokens stay before a reference computes the model, and says what was chosen.
final class SettledTokens {
  private SettledTokens() {}

  /// The model with nothing left open of it.
  static LoadedModel of(LoadedModel given, MakeDesign design, Console console) {
    Optional<Pruned> pruned = design.pruned(given);
    pruned.ifPresent(choice -> console.note("prune: " + choice.text()));
    return pruned.map(Pruned::model).orElse(given);
  }
}
