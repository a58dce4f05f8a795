package dev.vitcc.cli.solve;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.function.Function;

/// Settles what formats and engine leave to each other: the shares of formats that follow columns.
///
/// @param integers the integer graph that a plan leads to
public record SettleShares(Function<FormatPlan, Model> integers, TileAndUnroll tiling) {
  /// What is best, fast enough or not.
  ///
  /// @param plan with one width of activations
  /// @throws dev.vitcc.ir.diagnostic.CompileException if no engine fits
  public Attempt run(FormatPlan plan) {
    Model integer = integers.apply(plan);
    if (!plan.dependsOnEngine()) {
      return new Attempt(plan, integer, tiling.search(integer));
    }
    EngineChoice choice = tiling.searchForOpenRows(integer);
    Engine engine = choice.program().engine();
    if (engine.formats().narrowColumns() == 0) {
      return run(plan.withoutNarrow());
    }
    FormatPlan formats = plan.on(engine);
    return new Attempt(formats, integers.apply(formats), choice);
  }
}
