package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import java.util.Optional;

/// How many tokens stay, where the model leaves that to the compiler.
///
/// @param model with nothing of it left open
/// @param tokens of the model
/// @param aloneFps frames per second that quantisation alone reaches
/// @param attempt the engine that the choice was found good on
/// @param chosen empty if nothing has to be dropped
public record Pruned(
    LoadedModel model, int tokens, double aloneFps, Attempt attempt, Optional<Chosen> chosen)
    implements Pruning {
  Engine engine() {
    return attempt.choice().program().engine();
  }

  /// Such as `197 → 120 → 80 tokens before blocks 4, 8`, or `all 197 tokens`.
  public String text() {
    return chosen
        .map(choice -> choice.best().stages().text(tokens))
        .orElse("all " + tokens + " tokens");
  }
}
