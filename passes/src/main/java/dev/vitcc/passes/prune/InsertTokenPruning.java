package dev.vitcc.passes.prune;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.ClassAttention;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.PruneClause.Selector;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.fold.Rewriter;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.PassContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts selectors in front of blocks, and lets only the tokens that they choose go on.
///
/// ```
/// before: block(x)
/// after:  block(prune_tokens(x, class_attention(softmax of the block before)))
/// ```
///
/// or with scores from the learned selector of that stage. Tokens that the model selects by index,
/// such as the class token, and all in front of them always stay.
public final class InsertTokenPruning implements Pass {
  private final Optional<PruneClause> clause;

  /// @param clause empty if nothing is pruned
  public InsertTokenPruning(Optional<PruneClause> clause) {
    this.clause = clause;
  }

  @Override
  public String summary() {
    return "put selectors in front of blocks, and let only the tokens that they choose go on";
  }

  @Override
  public Model run(Model model, PassContext context) {
    Model pruned = clause.map(wanted -> prune(model, wanted)).orElse(model);
    FewerTokens.check(pruned.graph());
    return pruned;
  }

  private static Model prune(Model model, PruneClause clause) {
    List<Block> blocks = Block.of(model.graph());
    checkBlocks(clause, blocks);
    Rewriter rewriter = new Rewriter(model);
    Stages stages = new Stages(clause, leading(model.graph()));
    Model pruned =
        rewriter.rewrite(
            node -> {
              Node x = copied(rewriter, node, clause);
              for (int stage = 0; stage < clause.beforeBlocks().size(); stage++) {
                int block = clause.beforeBlocks().get(stage);
                if (blocks.get(block).stream().orElseThrow().equals(node)) {
                  PruneTokens op = stages.op(stage, x.type().dim(0));
                  Node scores = scores(rewriter, stages, stage, blocks, x);
                  return rewriter.add("prune" + block, node, op, x, scores);
                }
              }
              return x;
            });
    requireSameTokens(clause, pruned.graph());
    return pruned;
  }

  /// What has met a selector and what has not don't have the same tokens, whatever their types say.
  private static void requireSameTokens(PruneClause clause, Graph graph) {
    Map<String, String> selectors = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      List<String> met =
          node.operands().stream()
              .filter(operand -> !(graph.node(operand).op() instanceof Parameter))
              .map(operand -> selectors.getOrDefault(operand, ""))
              .distinct()
              .toList();
      if (met.size() > 1) {
        throw mixed(clause, node);
      }
      boolean selects = node.op() instanceof PruneTokens;
      selectors.put(node.name(), selects ? node.name() : met.isEmpty() ? "" : met.getFirst());
    }
  }

  private static Node copied(Rewriter rewriter, Node node, PruneClause clause) {
    try {
      return rewriter.copy(node);
    } catch (ShapeException _) { // it fitted before tokens were dropped
      throw mixed(clause, node);
    }
  }

  private static CompileException mixed(PruneClause clause, Node node) {
    return new CompileException(
        error(clause, node.name() + " is of tokens before a selector and of tokens behind it"));
  }

  private static Node scores(
      Rewriter rewriter, Stages stages, int stage, List<Block> blocks, Node x) {
    PruneClause clause = stages.clause();
    int block = clause.beforeBlocks().get(stage);
    String name = "prune" + block;
    if (clause.selector() == Selector.CLASS_ATTENTION) {
      String before = blocks.get(block - 1).probabilities().name();
      if (!precedes(rewriter.source(), before, blocks.get(block))) {
        throw new CompileException(
            error(
                clause,
                "before block %d: the block before it attends to no earlier tokens"
                    .formatted(block)));
      }
      Node probabilities = rewriter.now(before);
      return rewriter.add(name + ".scores", x, new ClassAttention(), probabilities);
    }
    int heads = blocks.get(block).heads();
    SelectorWeights weights =
        new SelectorWeights(rewriter.parameters(), stage, heads, x.type().dim(1));
    Diagnostics wrong = new Diagnostics();
    weights.violations().forEach(line -> wrong.add(error(clause, line)));
    wrong.throwIfErrors();
    return new LearnedSelector(rewriter, name, stages.leading(), weights).scores(x);
  }

  private static boolean precedes(Graph graph, String probabilities, Block block) {
    List<Node> nodes = graph.nodes();
    return nodes.indexOf(graph.node(probabilities)) < nodes.indexOf(block.stream().orElseThrow());
  }

  /// Tokens up to the last one that the model selects.
  public static int leading(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof SelectToken)
        .mapToInt(node -> ((SelectToken) node.op()).index() + 1)
        .max()
        .orElse(1);
  }

  /// @throws CompileException if there is no place for selectors in front of a block of the clause
  public static void checkBlocks(PruneClause clause, List<Block> blocks) {
    Diagnostics wrong = new Diagnostics();
    for (int block : clause.beforeBlocks()) {
      if (block >= blocks.size()) {
        wrong.add(
            error(
                clause,
                "before block %d: the model has %d blocks, counted from 0"
                    .formatted(block, blocks.size())));
      } else if (blocks.get(block).stream().isEmpty()) {
        wrong.add(
            error(clause, "before block %d: it does not begin with a layer norm".formatted(block)));
      } else if (block == 0 && clause.selector() == Selector.CLASS_ATTENTION) {
        wrong.add(
            error(clause, "before block 0: there is no attention yet that could judge tokens")
                .withHint("begin with block 1, or use learned selectors"));
      }
    }
    wrong.throwIfErrors();
  }

  private static Diagnostic error(PruneClause clause, String message) {
    return Diagnostic.error(PassesCode.PRUNING, clause.location(), "prune: " + message);
  }

  /// How many tokens stay at each stage.
  private record Stages(PruneClause clause, int leading) {
    PruneTokens op(int stage, int tokens) {
      int candidates = tokens - leading;
      if (candidates < 1) {
        throw new CompileException(
            error(clause, "stage " + stage + ": no token is left that could be dropped"));
      }
      int most =
          switch (clause.schedule()) {
            case PruneClause.Tokens(List<Integer> counts) ->
                total(stage, counts.get(stage), tokens);
            case PruneClause.Keep(List<Double> rates) ->
                (int) Math.ceil(rates.get(stage) * candidates - 1e-9);
            case PruneClause.ByScore() -> candidates;
            case PruneClause.Automatic() ->
                throw new IllegalStateException("how many tokens stay is not chosen yet");
          };
      return new PruneTokens(
          leading,
          most,
          clause.threshold().orElse(0.0),
          clause.share().orElse(1.0),
          clause.packageToken(),
          1);
    }

    private int total(int stage, int total, int tokens) {
      if (total >= tokens) {
        return tokens - leading;
      }
      int others = leading + (clause.packageToken() == PackageToken.NONE ? 0 : 1);
      if (total <= others) {
        throw new CompileException(
            error(
                clause,
                "stage %d: %d tokens, of which %d always stay; expected more"
                    .formatted(stage, total, others)));
      }
      return total - others;
    }
  }
}
