package dev.vitcc.cli.compile;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.sparsity.ChooseStages;
import dev.vitcc.passes.sparsity.ChooseStages.Chosen;
import dev.vitcc.passes.sparsity.FrameCycles;
import dev.vitcc.passes.sparsity.LatencyTable;
import dev.vitcc.passes.sparsity.Prunable;
import dev.vitcc.passes.sparsity.Stages;
import dev.vitcc.passes.tile.EngineChoice;
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
  /// @throws CompileException if no number of tokens reaches the frame rate
  Pruned run(LoadedModel loaded) {
    PruneClause clause = loaded.request().prune().orElseThrow();
    Prunable prunable = Prunable.of(loaded.model().graph(), clause);
    progress.accept("tokens: trying all " + prunable.tokens());
    LoadedModel all = loaded.withoutPruning();
    Attempt alone = attempts.apply(all);
    double aloneFps = tiling.framesPerSecond(alone.choice());
    if (tiling.isFastEnough(alone.choice())) {
      return new Pruned(all, prunable.tokens(), aloneFps, alone, Optional.empty());
    }
    ChooseStages choose =
        new ChooseStages(loaded.model(), clause, loaded.images().calibration(), progress);
    FrameCycles cycles = cycles(alone.integer(), prunable, likely(choose, alone, prunable));
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
    throw tooSlow(alone, prunable, table);
  }

  /// The fastest engine for the kind of schedule that will be chosen; it has fewer rows to pass
  /// than that for all tokens.
  private EngineChoice likely(ChooseStages choose, Attempt alone, Prunable prunable) {
    FrameCycles cycles = cycles(alone.integer(), prunable, alone.choice());
    LatencyTable table = choose.table(cycles);
    Stages stages =
        choose
            .any(cycles, table, tiling.mostCycles())
            .orElseGet(() -> ChooseStages.fastest(prunable, table));
    return fastest(alone, prunable, stages);
  }

  private EngineChoice fastest(Attempt alone, Prunable prunable, Stages stages) {
    return tiling.withoutFrameRate().search(FrameCycles.pruned(alone.integer(), prunable, stages));
  }

  private FrameCycles cycles(Model integer, Prunable prunable, EngineChoice choice) {
    Engine engine = choice.program().engine();
    return new FrameCycles(integer, prunable, engine, tiling.memory(engine));
  }

  private CompileException tooSlow(Attempt alone, Prunable prunable, LatencyTable table) {
    Stages stages = ChooseStages.fastest(prunable, table);
    EngineChoice pruned = fastest(alone, prunable, stages);
    return pruned.cycles() < alone.choice().cycles()
        ? tiling.tooSlow(pruned, " with " + stages.text(prunable.tokens()))
        : tiling.tooSlow(alone.choice(), " with all " + prunable.tokens() + " tokens");
  }
}
