package dev.vitcc.cli.compile;

import dev.vitcc.cli.compile.SettleFormats.Settled;
import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.assign.AssignGroups;
import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.assign.NotedRanges;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.PassObserver;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.BoardMemory;
import dev.vitcc.passes.tile.ModelExtents;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// From a loaded model to a design: passes, engine, program, memory image.
public final class MakeDesign {
  private static final double DEFAULT_CLOCK_MHZ = 150;

  private final PassContext context;
  private final List<PassObserver> observers;
  private final NotedRanges cache;

  /// What was made last, for those who look for changes of it.
  private Optional<MadeGraph> last = Optional.empty();

  /// @param cache of the ranges that earlier compiles found
  public MakeDesign(PassContext context, List<PassObserver> observers, RangeCache cache) {
    this.context = context;
    this.observers = List.copyOf(observers);
    this.cache = new NotedRanges(cache);
  }

  /// @throws CompileException if the model has no place on the engine, or no engine on the board;
  ///   it says what would help then
  public Design run(LoadedModel given) {
    return explained(given, () -> design(given));
  }

  /// The same, but what would help is not looked for.
  Design design(LoadedModel given) {
    Board board = given.board();
    double clock = clockMhz(given);
    TileAndUnroll tiling = tiling(given);
    Optional<Pruned> pruned = prune(given, tiling);
    LoadedModel loaded = pruned.map(Pruned::model).orElse(given);
    Optional<Settled> settled =
        pruned.map(choice -> choice.attempt().settled()).orElseGet(() -> settle(loaded, tiling));
    settled.ifPresent(choice -> tiling.requireFastEnough(choice.choice(), choice.how()));
    Optional<Assigned> assigned = settled.map(choice -> assign(loaded, tiling, choice));
    FormatPlan formats = assigned.map(Assigned::formats).orElse(loaded.formats());
    Model integer = integers(loaded, formats, observers);
    ModelExtents extents =
        ModelExtents.of(integer.graph()); // rows that became wide have greater sums
    Program program =
        settled
            .map(Settled::engine)
            .or(() -> pruned.map(Pruned::engine))
            .map(engine -> new Schedule().run(integer, extents.fitted(engine)))
            .orElseGet(() -> tiling.run(integer).program());
    MemoryModel memory = BoardMemory.of(board, clock, program.engine());
    return new Design(
        loaded,
        pruned,
        formats,
        settled.map(Settled::widths).orElse(List.of()),
        assigned,
        integer,
        flips(loaded, formats, integer, extents),
        board,
        clock,
        program,
        MemoryImage.of(program, integer.parameters()),
        TileAndUnroll.macs(integer.graph()),
        memory,
        CycleModel.estimate(program, memory),
        ExpectedTokens.of(integer, program, memory, loaded.images().calibration()));
  }

  /// The integer graph alone, for the integer reference. An engine is looked for where formats or
  /// tokens depend on it.
  public Model integers(LoadedModel given) {
    if (given.formats().isOpen()) {
      return run(given).integer();
    }
    LoadedModel loaded = pruned(given).map(Pruned::model).orElse(given);
    return integers(loaded, loaded.formats(), observers);
  }

  /// How many tokens stay, if the model leaves that open; an engine is looked for then.
  public Optional<Pruned> pruned(LoadedModel given) {
    return explained(given, () -> prune(given, tiling(given)));
  }

  /// What would help a model that misses its target.
  public Remedies remedies(LoadedModel missing) {
    TryChange trial = new TryChange(missing, context.progress(), last, cache);
    return new Remedies(missing, tiling(missing), trial);
  }

  private <T> T explained(LoadedModel given, Supplier<T> step) {
    try {
      return step.get();
    } catch (CompileException missed) {
      if (!Remedies.isFor(missed)) {
        throw missed;
      }
      Shortfall shortfall = remedies(given).run();
      throw new CompileException(missed.diagnostics().stream().map(shortfall::explain).toList());
    }
  }

  private Optional<Pruned> prune(LoadedModel loaded, TileAndUnroll tiling) {
    return loaded
        .request()
        .prune()
        .filter(PruneClause::isOpen)
        .map(
            clause ->
                new SettlePruning(model -> attempt(model, tiling), tiling, context.progress())
                    .run(loaded));
  }

  private Attempt attempt(LoadedModel loaded, TileAndUnroll tiling) {
    Optional<Settled> settled = settle(loaded, tiling);
    FormatPlan formats = settled.map(Settled::formats).orElse(loaded.formats());
    Model integer = integers(loaded, formats, List.of());
    return new Attempt(
        settled, integer, settled.map(Settled::choice).orElseGet(() -> tiling.search(integer)));
  }

  TileAndUnroll tiling(LoadedModel loaded) {
    Evaluated evaluated = Approximations.of(loaded.request().approximate()).evaluated();
    return new TileAndUnroll(
        loaded.board(), clockMhz(loaded), loaded.request().target(), evaluated, context.progress());
  }

  private static double clockMhz(LoadedModel loaded) {
    return clockMhz(loaded.request().target(), loaded.board());
  }

  /// The clock of a design on a board: the model's, or else the board's.
  public static double clockMhz(TargetClause target, Board board) {
    return target.clockMhz().map(Setting::value).orElse(board.clockMhz().orElse(DEFAULT_CLOCK_MHZ));
  }

  /// Formats and engine, where they depend on each other.
  private Optional<Settled> settle(LoadedModel loaded, TileAndUnroll tiling) {
    if (!loaded.formats().isOpen()) {
      return Optional.empty();
    }
    SettleFormats settle =
        new SettleFormats(
            formats -> integers(loaded, formats, List.of()),
            tiling,
            loaded.request().target().frameRate().isPresent());
    return Optional.of(settle.run(loaded.formats()));
  }

  private Assigned assign(LoadedModel loaded, TileAndUnroll tiling, Settled settled) {
    if (loaded.request().target().frameRate().isEmpty()) {
      return Assigned.unchanged(settled.formats());
    }
    return new AssignGroups(quantization(loaded), tiling, cache).run(settled.formats());
  }

  private Model integers(LoadedModel loaded, FormatPlan formats, List<PassObserver> watching) {
    Model integer = quantization(loaded).integers(formats, cache, watching);
    last = Optional.of(new MadeGraph(formats, loaded.request().prune(), integer));
    return integer;
  }

  Quantization quantization(LoadedModel loaded) {
    return quantization(loaded, Approximations.of(loaded.request().approximate()));
  }

  private Quantization quantization(LoadedModel loaded, Approximations approximations) {
    return new Quantization(
        loaded.model(),
        loaded.images().calibration(),
        loaded.request().calibrate().method(),
        loaded.request().prune(),
        approximations,
        context);
  }

  /// Classes that lines change, on images to calibrate with.
  private Optional<Flips> flips(
      LoadedModel loaded, FormatPlan formats, Model integer, ModelExtents extents) {
    if (!extents.lines().exist()) {
      return Optional.empty();
    }
    context.progress().accept("comparing classes with those of tables");
    Model tables = quantization(loaded, Approximations.TABLES).integers(formats, cache, List.of());
    return Optional.of(Flips.between(integer, tables, loaded.images().calibration()));
  }
}
