package dev.vitcc.passes.sparsity;

import java.util.List;

/// What a model loses with its tokens, against itself with all of them.
///
/// @param divergence mean Kullback–Leibler divergence of the classes' probabilities, in nats
/// @param agreeing images whose most probable class is the same
/// @param images that were looked at
public record Loss(double divergence, int agreeing, int images) {
  /// Of logits, against those that are wanted.
  public static Loss between(List<float[]> wanted, List<float[]> found) {
    double sum = 0;
    int agreeing = 0;
    for (int i = 0; i < wanted.size(); i++) {
      sum += divergence(wanted.get(i), found.get(i));
      agreeing += best(wanted.get(i)) == best(found.get(i)) ? 1 : 0;
    }
    return new Loss(sum / wanted.size(), agreeing, wanted.size());
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

  public double agreeingPercent() {
    return 100.0 * agreeing / images;
  }
}
