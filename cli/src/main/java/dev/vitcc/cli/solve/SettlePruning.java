package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.solve.PrunedEngines.Pick;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.sparsity.ChooseStages;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import dev.vitcc.passes.sparsity.FrameCycles;
import dev.vitcc.passes.sparsity.LatencyTable;
import dev.vitcc.passes.sparsity.Prunable;
import dev.vitcc.passes.sparsity.Stages;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Settles how many tokens stay, and where, where the model leaves that to the compiler: none is
/// dropped if quantisation alone reaches the frame rate; else those whose loss is the least.
final class SettlePruning {
  /// What is chosen on the table's engine is nearly always fast enough on the one that is found for
  /// it.
  private static final int TRIES = 4;

  private final Function<LoadedModel, Attempt> attempts;
  private final TileAndUnroll tiling;
  private final Consumer<String> progress;

  /// @param attempts the best engine for a model
  /// @param tiling for the frame rate
  SettlePruning(
      Function<LoadedModel, Attempt> attempts, TileAndUnroll tiling, Consumer<String> progress) {
    this.attempts = attempts;
    this.tiling = tiling;
    long start = System.nanoTime();
    this.progress = line -> progress.accept(line + since(start));
  }

  private static String since(long start) {
    return ", %d s so far".formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  /// @param loaded with a prune clause that leaves the number of tokens open
  /// @param alone the best for it with all tokens
  Pruning run(LoadedModel loaded, Attempt alone) {
    PruneClause clause = loaded.request().prune().orElseThrow();
    Prunable prunable = Prunable.of(loaded.model().graph(), clause);
    double aloneFps = tiling.framesPerSecond(alone.choice().cycles());
    if (tiling.isFastEnough(alone.choice())) {
      return new Pruned(
          loaded.withoutPruning(), prunable.tokens(), aloneFps, alone, Optional.empty());
    }
    ChooseStages choose =
        new ChooseStages(loaded.model(), clause, loaded.images().calibration(), progress);
    PrunedEngines engines =
        new PrunedEngines(alone.integer(), alone.choice(), prunable, choose, tiling);
    FrameCycles cycles = engines.likely();
    LatencyTable table = choose.table(cycles);
    long budget = tiling.mostCycles();
    for (int i = 0; i < TRIES; i++) {
      Optional<Chosen> chosen = choose.run(cycles, table, budget);
      if (chosen.isEmpty()) {
        break;
      }
      Stages stages = chosen.get().best().stages();
      LoadedModel pruned = loaded.withPruning(clause.withStages(stages.blocks(), stages.tokens()));
      Attempt attempt = attempts.apply(pruned);
      if (tiling.isFastEnough(attempt.choice())) {
        return new Pruned(pruned, prunable.tokens(), aloneFps, attempt, chosen);
      }
      budget -= attempt.choice().cycles() - tiling.mostCycles();
    }
    return tooSlow(engines, table);
  }

  private static TooSlow tooSlow(PrunedEngines engines, LatencyTable table) {
    int tokens = engines.prunable().tokens();
    Pick pruned = engines.fastest(table);
    return pruned.choice().cycles() < engines.alone().cycles()
        ? new TooSlow(pruned.choice(), " with " + pruned.stages().text(tokens))
        : new TooSlow(engines.alone(), " with all " + tokens + " tokens");
  }
}
