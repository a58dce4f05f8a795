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
    double sum = 0;
    int agreeing = 0;
    for (int i = 0; i < images.size(); i++) {
      sum += divergence(wanted.get(i), found.get(i));
      agreeing += best(wanted.get(i)) == best(found.get(i)) ? 1 : 0;
    }
    return new Loss(sum / images.size(), agreeing, images.size());
  }

  /// Σ p · (ln p − ln q) over classes.
  static double divergence(float[] wanted, float[] found) {
    double wantedSum = logSum(wanted);
    double foundSum = logSum(found);
    double divergence = 0;
    for (int c = 0; c < wanted.length; c++) {
      double logP = wanted[c] - wantedSum;
      divergence += Math.exp(logP) * (logP - (found[c] - foundSum));
    }
    return divergence;
  }

  /// ln Σ eˣ, without overflow.
  private static double logSum(float[] logits) {
    double greatest = logits[best(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    return greatest + Math.log(sum);
  }

  /// Of equal logits the class of least index counts as greater.
  private static int best(float[] logits) {
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      best = logits[c] > logits[best] ? c : best;
    }
    return best;
  }
}
