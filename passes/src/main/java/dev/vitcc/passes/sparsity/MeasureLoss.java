package dev.vitcc.passes.sparsity;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.prune.InsertTokenPruning;
import dev.vitcc.reference.FloatReference;
import java.util.List;
import java.util.Optional;

/// Measures what the trained network loses with tokens, in reals: what quantisation loses is not in
/// it.
final class MeasureLoss {
  private final Model real;
  private final PruneClause clause;
  private final List<byte[]> images;
  private final List<float[]> wanted;

  /// @param real the trained network
  /// @param clause that says how tokens are judged, and what becomes of those that are dropped
  MeasureLoss(Model real, PruneClause clause, List<byte[]> images) {
    this.real = real;
    this.clause = clause;
    this.images = List.copyOf(images);
    this.wanted = new FloatReference(real).logits(images);
  }

  Loss of(Stages stages) {
    PruneClause chosen = clause.withStages(stages.blocks(), stages.tokens());
    Model pruned = new InsertTokenPruning(Optional.of(chosen)).run(real, PassContext.quiet());
    List<float[]> found = new FloatReference(pruned).logits(images);
    return Loss.between(wanted, found);
  }
}
