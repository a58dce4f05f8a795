package dev.vitcc.passes.sparsity;

import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.ClassScores;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.Pruning;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.prune.Block;
import dev.vitcc.passes.schedule.NarrowRows;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.ModelExtents;

/// What a frame takes on one engine, by the cycle model, with tokens dropped here and there.
///
/// Cycles follow from shapes, so selectors are put straight into the integer graph: nothing has to
/// be calibrated again.
public final class FrameCycles {
  /// Of the scores of one head; commands have it in them, cycles don't depend on it.
  private static final double UNIT = 1.0 / 65536;

  private final Model integer;
  private final Prunable prunable;
  private final Engine engine;
  private final MemoryModel memory;
  private final NarrowRows narrow;

  /// @param integer graph in which nothing is dropped
  /// @param engine for it; sums and a token unit are fitted
  /// @param memory behind the engine's ports
  public FrameCycles(Model integer, Prunable prunable, Engine engine, MemoryModel memory) {
    this.integer = integer;
    this.prunable = prunable;
    this.engine = ModelExtents.of(integer.graph()).fitted(engine).with(Pruning.FIXED);
    this.memory = memory;
    this.narrow = NarrowRows.of(integer, engine.formats().narrow());
  }

  public Engine engine() {
    return engine;
  }

  public Prunable prunable() {
    return prunable;
  }

  Graph graph() {
    return integer.graph();
  }

  /// Cycles of a frame.
  long of(Stages stages) {
    return CycleModel.cycles(program(pruned(integer, prunable, stages)), memory);
  }

  /// What they go to.
  CycleEstimate estimate(Stages stages) {
    return CycleModel.estimate(program(pruned(integer, prunable, stages)), memory);
  }

  /// The same with all tokens.
  CycleEstimate estimate() {
    return CycleModel.estimate(program(integer), memory);
  }

  private Program program(Model model) {
    return new Schedule().run(model, engine, narrow);
  }

  /// An integer graph with tokens dropped, for its shapes.
  ///
  /// ```
  /// before: integer_layer_norm(x)
  /// after:  integer_layer_norm(prune_tokens(x, class_scores(codes of the block before)))
  /// ```
  public static Model pruned(Model integer, Prunable prunable, Stages stages) {
    Rewriter rewriter = new Rewriter(integer);
    return rewriter.rewrite(
        node -> {
          Node x = rewriter.copy(node);
          for (int stage = 0; stage < stages.blocks().size(); stage++) {
            int block = stages.blocks().get(stage);
            if (isStream(prunable.blocks().get(block), node)) {
              Block judges = prunable.blocks().get(block - 1);
              String name = "prune" + block;
              Node codes = rewriter.now(judges.probabilities().name());
              Node scores = rewriter.add(name + ".scores", x, new ClassScores(), codes);
              return rewriter.add(name, node, op(prunable, stages.tokens().get(stage)), x, scores);
            }
          }
          return x;
        });
  }

  private static boolean isStream(Block block, Node node) {
    return block.stream().filter(stream -> stream.name().equals(node.name())).isPresent();
  }

  private static PruneTokens op(Prunable prunable, int tokens) {
    PackageToken form = prunable.packageToken();
    return new PruneTokens(prunable.leading(), tokens - prunable.fixed(), 0, 1, form, UNIT);
  }
}
