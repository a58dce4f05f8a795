package dev.vitcc.cli.solve;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.passes.sparsity.ChooseStages;
import dev.vitcc.passes.sparsity.FrameCycles;
import dev.vitcc.passes.sparsity.LatencyTable;
import dev.vitcc.passes.sparsity.Prunable;
import dev.vitcc.passes.sparsity.Stages;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.Optional;

/// Engines for a model of which tokens are dropped, by its integer graph in which none is.
///
/// @param integer graph with all tokens
/// @param alone the best engine for it, which is too slow
public record PrunedEngines(
    Model integer,
    EngineChoice alone,
    Prunable prunable,
    ChooseStages choose,
    TileAndUnroll tiling) {
  /// A schedule, and the best engine for it.
  public record Pick(Stages stages, EngineChoice choice) {}

  /// Cycles on the fastest engine for the kind of schedule that will be chosen; it has fewer rows
  /// to pass than that for all tokens.
  public FrameCycles likely() {
    LatencyTable table = choose.table(cycles(alone));
    Stages stages = any(table).orElseGet(() -> ChooseStages.fastest(prunable, table));
    return cycles(fastest(stages));
  }

  /// An engine that is fast enough with some schedule; empty if none was found. What the schedule
  /// loses is not looked at.
  public Optional<Pick> fastEnough() {
    LatencyTable table = choose.table(cycles(alone));
    return any(table)
        .map(stages -> new Pick(stages, tiling.search(pruned(stages))))
        .filter(pick -> tiling.isFastEnough(pick.choice()));
  }

  /// The fastest of all schedules, whatever it loses.
  public Pick fastest(LatencyTable table) {
    Stages stages = ChooseStages.fastest(prunable, table);
    return new Pick(stages, fastest(stages));
  }

  private Optional<Stages> any(LatencyTable table) {
    return choose.any(cycles(alone), table, tiling.mostCycles());
  }

  private EngineChoice fastest(Stages stages) {
    return tiling.fastest().search(pruned(stages));
  }

  private Model pruned(Stages stages) {
    return FrameCycles.pruned(integer, prunable, stages);
  }

  private FrameCycles cycles(EngineChoice choice) {
    Engine engine = choice.program().engine();
    return new FrameCycles(integer, prunable, engine, tiling.memory(engine));
  }
}
