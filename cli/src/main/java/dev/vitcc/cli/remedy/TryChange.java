package dev.vitcc.cli.remedy;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.solve.MadeGraph;
import dev.vitcc.cli.solve.PrunedEngines;
import dev.vitcc.cli.solve.PrunedEngines.Pick;
import dev.vitcc.cli.solve.SettleShares;
import dev.vitcc.cli.solve.Solve;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.assign.NotedRanges;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.sparsity.ChooseStages;
import dev.vitcc.passes.sparsity.OtherTokens;
import dev.vitcc.passes.sparsity.Prunable;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Looks for the best engine for a model that is changed in one thing.
///
/// Nothing is calibrated for it: other tokens are put into the integer graph that there is, and
/// other formats take the ranges that there are. Engines and their cycles follow from shapes and
/// formats.
public final class TryChange {
  private final LoadedModel given;
  private final Consumer<String> progress;
  private final RangeCache ranges;
  private final Function<FormatPlan, Model> graphs;

  /// @param made the integer graph of the model as it is, if that was made already
  /// @param cache of the ranges of the model
  public TryChange(
      LoadedModel given, Consumer<String> progress, Optional<MadeGraph> made, NotedRanges cache) {
    this.given = given;
    this.progress = progress;
    FormatPlan plan = narrowest(given.formats());
    LoadedModel settled = given.withTokensSettled();
    Model integer =
        made.filter(graph -> graph.isOf(settled, plan))
            .map(MadeGraph::integer)
            .orElseGet(() -> integers(given, cache, "").apply(plan));
    this.ranges = cache.forAll();
    Function<FormatPlan, Model> others = integers(given, ranges, "");
    this.graphs = keeping(other -> other.equals(plan) ? integer : others.apply(other));
  }

  /// The fastest engine for the model as it is; empty if none fits.
  Optional<EngineChoice> unchanged() {
    return fastest(given, graphs, tiling(given, ""));
  }

  /// The fastest engine with a change; empty if none fits, or if the model can't be changed like
  /// that.
  Optional<Remedy> run(Change change) {
    progress.accept(label(change.text()));
    LoadedModel changed = change.of(given);
    TileAndUnroll tiling = tiling(changed, change.text());
    return fastest(changed, graphs(change, changed), tiling)
        .map(
            choice ->
                new Remedy(
                    change,
                    tiling.rate(choice),
                    tiling.takes(choice),
                    tiling.isFastEnough(choice)));
  }

  /// The greatest share of any resource of the board that a model with a change takes at least, if
  /// it is to be fast enough.
  double leastShare(Change change) {
    LoadedModel changed = change.of(given);
    TileAndUnroll tiling = tiling(changed, change.text());
    return tiling.share(best(narrowest(changed.formats()), graphs(change, changed), tiling));
  }

  private Function<FormatPlan, Model> graphs(Change change, LoadedModel changed) {
    return switch (change) {
      case Change.Formats _ -> keeping(integers(changed, ranges, change.text()));
      case Change.Tokens _ -> plan -> OtherTokens.of(graphs.apply(plan), changed.pruned().graph());
      case Change.AutomaticTokens _, Change.OnBoard _, Change.Utilization _, Change.Unpinned _ ->
          graphs;
    };
  }

  /// The width of activations with which engines are the smallest for columns of lookup tables.
  private static FormatPlan narrowest(FormatPlan plan) {
    return widths(plan).getFirst();
  }

  /// That, and the widest: where there are narrow codes, the engine has to pack them.
  private static List<FormatPlan> widths(FormatPlan plan) {
    List<Integer> bits = plan.activationWidths();
    return bits.size() > 1
        ? List.of(plan.withActivations(bits.getLast()), plan.withActivations(bits.getFirst()))
        : List.of(plan);
  }

  private Optional<EngineChoice> fastest(
      LoadedModel model, Function<FormatPlan, Model> integers, TileAndUnroll tiling) {
    Optional<EngineChoice> fastest = Optional.empty();
    for (FormatPlan plan : widths(model.formats())) {
      if (fastest.filter(tiling::isFastEnough).isEmpty()) {
        fastest =
            Stream.concat(fastest.stream(), fastest(model, plan, integers, tiling).stream())
                .min(Comparator.comparingLong(EngineChoice::cycles));
      }
    }
    return fastest;
  }

  private Optional<EngineChoice> fastest(
      LoadedModel model,
      FormatPlan plan,
      Function<FormatPlan, Model> integers,
      TileAndUnroll tiling) {
    try {
      EngineChoice alone = best(plan, integers, tiling.fastest());
      return Optional.of(
          !model.leavesTokensOpen() || tiling.isFastEnough(alone)
              ? alone
              : pruned(model, integers.apply(suiting(plan, alone)), alone, tiling));
    } catch (CompileException impossible) {
      return Optional.empty();
    }
  }

  /// The best engine with all tokens that the model leaves open.
  private static EngineChoice best(
      FormatPlan plan, Function<FormatPlan, Model> integers, TileAndUnroll tiling) {
    return new SettleShares(integers, tiling).run(plan).choice();
  }

  /// The plan as it is on an engine: without columns for them there are no narrow rows.
  private static FormatPlan suiting(FormatPlan plan, EngineChoice choice) {
    boolean isNarrow = choice.program().engine().hasNarrow();
    return plan.dependsOnEngine() && !isNarrow ? plan.withoutNarrow() : plan;
  }

  /// The best engine for any schedule of tokens.
  private EngineChoice pruned(
      LoadedModel model, Model integer, EngineChoice alone, TileAndUnroll tiling) {
    PruneClause clause = model.request().prune().orElseThrow();
    Prunable prunable = Prunable.of(model.model().graph(), clause);
    ChooseStages choose = new ChooseStages(model.model(), clause, List.of(), progress);
    PrunedEngines engines = new PrunedEngines(integer, alone, prunable, choose, tiling);
    return engines
        .fastEnough()
        .map(Pick::choice)
        .orElseGet(
            () -> {
              EngineChoice fastest = engines.fastest(choose.table(engines.likely())).choice();
              return fastest.cycles() < alone.cycles() ? fastest : alone;
            });
  }

  /// Integer graphs of a model; of one whose tokens are left open, with all its tokens.
  private Function<FormatPlan, Model> integers(LoadedModel model, RangeCache known, String change) {
    Solve solve = solve(change);
    return plan -> solve.quantization(model.withTokensSettled()).integers(plan, known, List.of());
  }

  private static Function<FormatPlan, Model> keeping(Function<FormatPlan, Model> making) {
    Map<FormatPlan, Model> made = new ConcurrentHashMap<>(); // kinds of changes are tried at a time
    return plan -> made.computeIfAbsent(plan, making);
  }

  private TileAndUnroll tiling(LoadedModel model, String change) {
    return solve(change).tiling(model);
  }

  /// Warnings have been heard before.
  private Solve solve(String change) {
    Consumer<String> labelled = line -> progress.accept(label(change) + ": " + line);
    PassContext context = new PassContext(new Diagnostics(), labelled);
    return new Solve(context, new NotedRanges(RangeCache.none()));
  }

  private static String label(String change) {
    return change.isEmpty() ? "the target can't be met" : "looking for a way out, " + change;
  }
}
