package dev.vitcc.passes.sparsity;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.passes.fold.Rewriter;

/// The integer graph of a pruned model with other numbers of tokens, for its shapes: nothing is
/// calibrated again.
///
/// ```
/// before: prune_tokens(x, scores) most 30
/// after:  prune_tokens(x, scores) most 20
/// ```
public final class OtherTokens {
  private OtherTokens() {}

  /// @param integer graph with selectors
  /// @param real graph with the same selectors, and the numbers that are wanted
  public static Model of(Model integer, Graph real) {
    Rewriter rewriter = new Rewriter(integer);
    return rewriter.rewrite(
        node ->
            node.op() instanceof PruneTokens op
                ? rewriter.add(
                    node,
                    op.keeping(most(real.node(node.name()))),
                    rewriter.operand(node, 0),
                    rewriter.operand(node, 1))
                : rewriter.copy(node));
  }

  private static int most(Node selector) {
    return ((PruneTokens) selector.op()).most();
  }
}
