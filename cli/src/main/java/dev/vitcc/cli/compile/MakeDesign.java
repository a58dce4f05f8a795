package dev.vitcc.cli.compile;

import dev.vitcc.cli.load.Clock;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.remedy.Remedies;
import dev.vitcc.cli.remedy.Shortfall;
import dev.vitcc.cli.remedy.TryChange;
import dev.vitcc.cli.solve.MeetTarget;
import dev.vitcc.cli.solve.Pruned;
import dev.vitcc.cli.solve.Solution;
import dev.vitcc.cli.solve.Solve;
import dev.vitcc.cli.solve.TargetMissed;
import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.assign.NotedRanges;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassObserver;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// From a loaded model to a design: passes, engine, program, memory image.
public final class MakeDesign {
  private final List<PassObserver> observers;
  private final NotedRanges cache;
  private final Solve solve;

  /// @param cache of the ranges that earlier compiles found
  public MakeDesign(PassContext context, List<PassObserver> observers, RangeCache cache) {
    this.observers = List.copyOf(observers);
    this.cache = new NotedRanges(cache);
    this.solve = new Solve(context, this.cache);
  }

  /// @throws CompileException if the model has no place on the engine, or no engine on the board;
  ///   it says what would help then
  public Design run(LoadedModel given) {
    return design(given.request(), explained(given));
  }

  /// The same of what was decided.
  private Design design(CompileRequest asked, Solution solution) {
    LoadedModel model = solution.model();
    Program program = solution.program();
    TileAndUnroll tiling = solve.tiling(model);
    MemoryModel memory = tiling.memory(program.engine());
    Model integer =
        observers.isEmpty()
            ? solution.integer()
            : solve.quantization(model).integers(solution.formats(), cache, observers);
    return new Design(
        asked,
        solution,
        flips(solution),
        Clock.mhz(model.request().target(), model.board()),
        MemoryImage.of(program, integer.parameters()),
        TileAndUnroll.macs(integer.graph()),
        memory,
        CycleModel.estimate(program, memory),
        ExpectedTokens.of(integer, program, memory, model.images().calibration()));
  }

  /// What of a model is left to the engine, decided; nothing is searched where that is nothing.
  public Networks networks(LoadedModel given) {
    if (!given.formats().isOpen() && !given.leavesTokensOpen()) {
      return new Networks(given, Optional.empty(), () -> integers(given));
    }
    Solution solution = explained(given);
    Optional<String> tokens = solution.pruned().map(Pruned::text);
    return new Networks(solution.model(), tokens, solution::integer);
  }

  private Model integers(LoadedModel settled) {
    return solve.quantization(settled).integers(settled.formats(), cache, observers);
  }

  /// A model with nothing left open.
  ///
  /// @param model for the float reference
  /// @param tokens that stay, where that was open
  /// @param integer graph, for the integer reference; made when it is asked for
  public record Networks(LoadedModel model, Optional<String> tokens, Supplier<Model> integer) {}

  /// Everything that is open, decided.
  public Solution decided(LoadedModel given) {
    return new MeetTarget(solve, given).run();
  }

  /// What would help a model that misses its target.
  public Remedies remedies(LoadedModel missing) {
    TryChange trial = new TryChange(missing, solve.context().progress(), solve.last(), cache);
    return new Remedies(missing, solve.tiling(missing), trial);
  }

  private Solution explained(LoadedModel given) {
    try {
      return decided(given);
    } catch (CompileException missed) {
      if (!TargetMissed.is(missed)) {
        throw missed;
      }
      Shortfall shortfall = remedies(given).run();
      throw new CompileException(missed.diagnostics().stream().map(shortfall::explain).toList());
    }
  }

  /// Classes that lines change, on images to calibrate with.
  private Optional<Flips> flips(Solution solution) {
    if (!ModelExtents.of(solution.integer().graph()).lines().exist()) {
      return Optional.empty();
    }
    solve.context().progress().accept("comparing classes with those of tables");
    LoadedModel model = solution.model();
    Model tables =
        solve
            .quantization(model, Approximations.TABLES)
            .integers(solution.formats(), cache, List.of());
    return Optional.of(Flips.between(solution.integer(), tables, model.images().calibration()));
  }
}
