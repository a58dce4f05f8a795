package dev.vitcc.fuzz.check;

import dev.vitcc.fuzz.draw.EngineKind;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.EngineRules;
import dev.vitcc.passes.tile.EngineShape;
import dev.vitcc.passes.tile.ModelExtents;
import java.util.Optional;

/// Engines that are just large enough for one model.
public final class OwnEngine {
  private OwnEngine() {}

  /// The engine of a kind for a model; empty if the kind breaks a rule with it.
  public static Optional<Engine> of(EngineKind kind, Compiled model) {
    ModelExtents extents = ModelExtents.of(model.integer().graph());
    EngineShape shape =
        new EngineShape(
            kind.pm(),
            kind.pk(),
            kind.pn(),
            kind.lanes(),
            kind.axi(),
            kind.ports(),
            kind.tileDepth(),
            kind.resultDepth(),
            kind.commandDepth(),
            kind.sketch().formats());
    return Optional.of(extents.engine(shape))
        .filter(engine -> extents.selected() % engine.pm() == 0)
        .filter(engine -> EngineRules.violations(engine).isEmpty());
  }
}
