package dev.vitcc.cli.compile;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.function.Function;

/// Settles what formats and engine leave to each other: the shares of formats that follow columns.
///
/// @param integers the integer graph that a plan leads to
record SettleShares(Function<FormatPlan, Model> integers, TileAndUnroll tiling) {
  /// @param formats of an engine, where rows follow its columns
  record Settled(FormatPlan formats, EngineChoice choice) {}

  /// What is best, fast enough or not.
  ///
  /// @param plan with one width of activations
  /// @throws dev.vitcc.ir.diagnostic.CompileException if no engine fits
  Settled run(FormatPlan plan) {
    EngineChoice choice = tiling.search(integers.apply(plan));
    if (!plan.dependsOnEngine()) {
      return new Settled(plan, choice);
    }
    Engine engine = choice.program().engine();
    return engine.formats().narrowColumns() == 0
        ? run(plan.withoutNarrow())
        : new Settled(plan.on(engine), choice);
  }
}
