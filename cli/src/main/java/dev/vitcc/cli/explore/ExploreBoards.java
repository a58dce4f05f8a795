package dev.vitcc.cli.explore;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.request.CalibrateClause;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Looks for the frontier of a model on each of some boards.
///
/// Nothing is calibrated for it: engine and cycles don't depend on what activations are worth.
public final class ExploreBoards {
  private final PassContext context;
  private final FrontierFiles files;
  private final Steps steps;

  /// How far apart engines are.
  ///
  /// @param part of the frames of the one before that each engine is to make at least
  /// @param most engines of a frontier
  public record Steps(double part, int most) {}

  /// @param files frontiers that were found before
  public ExploreBoards(PassContext context, FrontierFiles files, Steps steps) {
    this.context = context;
    this.files = files;
    this.steps = steps;
  }

  private record Variant(int activationBits, Model integer, Board board) {}

  /// The frontiers, of all widths of activations that the model allows, board by board.
  public List<Frontier> run(LoadedModel loaded, List<Board> boards) {
    List<Variant> variants = new ArrayList<>();
    for (int bits : loaded.formats().activationWidths()) {
      context.progress().accept("quantising");
      Model integer = integer(loaded, loaded.formats().withActivations(bits), context);
      boards.forEach(board -> variants.add(new Variant(bits, integer, board)));
    }
    List<Frontier> found = inTurns(variants, variant -> kept(loaded, variant));
    variants.forEach(variant -> files.drop(key(loaded, variant)));
    return found;
  }

  /// One a core, the next as soon as one is done: boards differ much in the time that they take.
  private static <T, R> List<R> inTurns(List<T> items, Function<T, R> work) {
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<CompletableFuture<R>> begun =
          items.stream()
              .map(item -> CompletableFuture.supplyAsync(() -> work.apply(item), pool))
              .toList();
      return begun.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CompileException wrong ? wrong : e;
    }
  }

  /// The integer graph, with ranges of no meaning.
  static Model integer(LoadedModel loaded, FormatPlan formats, PassContext context) {
    return new Quantization(
            loaded.model(),
            List.of(),
            new CalibrateClause.Max(),
            loaded.request().prune(),
            Approximations.of(loaded.request().approximate()),
            context)
        .integers(formats, RangeCache.none(), List.of());
  }

  private Frontier kept(LoadedModel loaded, Variant variant) {
    String key = key(loaded, variant);
    Optional<Frontier> before = files.find(key);
    if (before.isPresent()) {
      return before.get();
    }
    Frontier found = find(loaded, variant);
    files.keep(key, found);
    return found;
  }

  private String key(LoadedModel loaded, Variant variant) {
    return FrontierFiles.key(
        variant.integer().graph(),
        variant.board(),
        TargetText.of(loaded, variant.board()).reaching(1),
        steps.toString());
  }

  private Frontier find(LoadedModel loaded, Variant variant) {
    Board board = variant.board();
    TargetText target = TargetText.of(loaded, variant.board());
    double clock = target.clockMhz();
    TileAndUnroll tiling =
        new TileAndUnroll(
            board,
            clock,
            target.said().fastest(),
            Approximations.of(loaded.request().approximate()).evaluated(),
            text -> context.progress().accept(board.name() + ": " + text));
    try {
      Resources device = TileAndUnroll.device(board);
      List<EngineChoice> found = tiling.frontier(variant.integer(), steps.part(), steps.most());
      return frontier(
          variant,
          clock,
          found.stream().map(choice -> Point.of(choice, clock, device, target)).toList(),
          "");
    } catch (CompileException none) {
      if (none.diagnostics().stream().anyMatch(wrong -> wrong.code() != PassesCode.NO_ROOM)) {
        throw none;
      }
      String reason =
          none.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; "));
      return frontier(variant, clock, List.of(), reason);
    }
  }

  private static Frontier frontier(
      Variant variant, double clock, List<Point> points, String reason) {
    Board board = variant.board();
    return new Frontier(
        board.name(),
        board.part().orElse(""),
        board.family().label(),
        clock,
        variant.activationBits(),
        TileAndUnroll.macs(variant.integer().graph()),
        points,
        reason);
  }
}
