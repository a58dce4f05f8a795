package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.Clock;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.assign.AssignGroups;
import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.assign.NotedRanges;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.List;
import java.util.Optional;

/// Settles what a model with one width of activations leaves open, tokens and shares of rows, and
/// finds the engine for it.
public final class Solve {
  private final PassContext context;
  private final NotedRanges cache;

  /// What was made last, for those who look for changes of it.
  private Optional<MadeGraph> last = Optional.empty();

  /// @param cache of the ranges of earlier compiles
  public Solve(PassContext context, NotedRanges cache) {
    this.context = context;
    this.cache = cache;
  }

  public PassContext context() {
    return context;
  }

  public Optional<MadeGraph> last() {
    return last;
  }

  /// The best with all tokens that the model leaves open, fast enough or not.
  ///
  /// @throws CompileException if no engine fits
  Attempt alone(LoadedModel given) {
    return attempt(given.withTokensSettled(), tiling(given));
  }

  /// @param alone the best with all tokens that the model leaves open
  Outcome run(LoadedModel given, Attempt alone) {
    TileAndUnroll tiling = tiling(given);
    if (!given.leavesTokensOpen()) {
      return outcome(given, Optional.empty(), alone, tiling);
    }
    SettlePruning settle =
        new SettlePruning(model -> attempt(model, tiling), tiling, context.progress());
    return switch (settle.run(given, alone)) {
      case TooSlow slow -> slow;
      case Pruned pruned -> outcome(pruned.model(), Optional.of(pruned), pruned.attempt(), tiling);
    };
  }

  private Outcome outcome(
      LoadedModel model, Optional<Pruned> pruned, Attempt attempt, TileAndUnroll tiling) {
    if (!tiling.isFastEnough(attempt.choice())) {
      return new TooSlow(attempt.choice(), "");
    }
    Optional<Assigned> assigned =
        attempt.formats().dependsOnEngine()
            ? Optional.of(assign(model, tiling, attempt))
            : Optional.empty();
    FormatPlan formats = assigned.map(Assigned::formats).orElse(attempt.formats());
    Model integer =
        formats.equals(attempt.formats()) ? attempt.integer() : integers(model, formats);
    Engine engine =
        ModelExtents.of(integer.graph()) // rows that became wide have greater sums
            .fitted(attempt.choice().program().engine());
    Program program = new Schedule().run(integer, engine);
    long cycles = CycleModel.cycles(program, tiling.memory(engine));
    return new Solution(
        model,
        pruned,
        formats,
        assigned,
        integer,
        new Placement(
            program,
            attempt.choice().resources(),
            cycles,
            tiling.framesPerSecond(cycles),
            tiling.share(attempt.choice())),
        List.of(),
        Optional.empty());
  }

  public TileAndUnroll tiling(LoadedModel loaded) {
    TargetClause target = loaded.request().target();
    return new TileAndUnroll(
        loaded.board(),
        Clock.mhz(target, loaded.board()),
        target,
        Approximations.of(loaded.request().approximate()).evaluated(),
        context.progress());
  }

  public Quantization quantization(LoadedModel loaded) {
    return quantization(loaded, Approximations.of(loaded.request().approximate()));
  }

  public Quantization quantization(LoadedModel loaded, Approximations approximations) {
    return new Quantization(
        loaded.model(),
        loaded.images().calibration(),
        loaded.request().calibrate().method(),
        loaded.request().prune(),
        approximations,
        context);
  }

  Model integers(LoadedModel loaded, FormatPlan formats) {
    Model integer = quantization(loaded).integers(formats, cache, List.of());
    last = Optional.of(new MadeGraph(formats, loaded.request().prune(), integer));
    return integer;
  }

  private Attempt attempt(LoadedModel loaded, TileAndUnroll tiling) {
    return new SettleShares(formats -> integers(loaded, formats), tiling).run(loaded.formats());
  }

  /// Who asks for the fastest design has no cycles to spare.
  private Assigned assign(LoadedModel loaded, TileAndUnroll tiling, Attempt attempt) {
    return tiling.isTimed() && loaded.request().target().goal() != TargetClause.Objective.FASTEST
        ? new AssignGroups(quantization(loaded), tiling, cache).run(attempt.formats())
        : Assigned.unchanged(attempt.formats());
  }
}
