package dev.vitcc.fuzz.check;

import dev.vitcc.fuzz.draw.Clauses;
import dev.vitcc.fuzz.draw.Subject;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.RandomSelectors;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.manager.Quantization;
import dev.vitcc.passes.prune.Block;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Boards;
import java.util.List;

/// A model after all passes.
///
/// @param real as it was drawn, selectors included
/// @param integer what reference, interpreter and hardware must agree on
/// @param engine just large enough
public record Compiled(
    Subject subject, Model real, Model integer, Engine engine, List<byte[]> images) {
  private static final int IMAGES = 3;
  private static final double CLOCK_MHZ = 150;

  public Compiled {
    images = List.copyOf(images);
  }

  /// Compiles as the command line does, with an engine of which everything is pinned.
  ///
  /// @param sketch an engine of the same kind, for formats that follow its columns
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the compiler refuses it
  public static Compiled of(Subject subject, Engine sketch) {
    CompileRequest request = Clauses.parse(subject.clauses());
    Model real = withSelectors(subject, request);
    List<byte[]> images = images(subject);
    Model integer = integers(request, real, images, sketch);
    TargetClause target = request.target();
    TileAndUnroll tiling =
        new TileAndUnroll(
            Boards.find(((TargetClause.Known) target.board().value()).name()).orElseThrow(),
            CLOCK_MHZ,
            target,
            Approximations.of(request.approximate()).evaluated(),
            _ -> {});
    Engine engine = tiling.search(integer).program().engine();
    return new Compiled(subject, real, integer, engine, images);
  }

  /// The same for an engine that is known: nothing is searched.
  public static Compiled on(Subject subject, Engine engine) {
    CompileRequest request = Clauses.parse(subject.clauses());
    Model real = withSelectors(subject, request);
    List<byte[]> images = images(subject);
    return new Compiled(subject, real, integers(request, real, images, engine), engine, images);
  }

  private static Model integers(
      CompileRequest request, Model real, List<byte[]> images, Engine engine) {
    FormatPlan plan = FormatPlan.of(request.quantize());
    return new Quantization(
            real,
            images,
            request.calibrate().method(),
            request.prune(),
            Approximations.of(request.approximate()),
            PassContext.quiet())
        .integers(plan.dependsOnEngine() ? plan.on(engine) : plan, RangeCache.none(), List.of());
  }

  private static List<byte[]> images(Subject subject) {
    return RandomModels.images(subject.seed(), subject.graph(), IMAGES).stream()
        .map(image -> ((TensorData.Bytes) image).values())
        .toList();
  }

  private static Model withSelectors(Subject subject, CompileRequest request) {
    Model model = RandomModels.of(subject.seed(), subject.graph());
    return request
        .prune()
        .filter(clause -> clause.selector() == PruneClause.Selector.LEARNED)
        .map(clause -> RandomSelectors.in(model, subject.seed(), places(clause, subject.graph())))
        .orElse(model);
  }

  /// Blocks that aren't there are left to the compiler to refuse.
  private static List<RandomSelectors.Place> places(PruneClause clause, Graph graph) {
    List<Block> blocks = Block.of(graph);
    return clause.beforeBlocks().stream()
        .filter(index -> index < blocks.size())
        .map(blocks::get)
        .map(
            block -> {
              int heads = block.probabilities().type().dim(0);
              int columns = block.stream().map(stream -> stream.type().dim(1)).orElse(heads);
              return new RandomSelectors.Place(heads, Math.max(1, columns / heads));
            })
        .toList();
  }
}
