package dev.vitcc.passes.sparsity;

/// What a model loses with its tokens, against itself with all of them.
///
/// @param divergence mean Kullback–Leibler divergence of the classes' probabilities, in nats
/// @param agreeing images whose most probable class is the same
/// @param images that were looked at
public record Loss(double divergence, int agreeing, int images) {
  public double agreeingPercent() {
    return 100.0 * agreeing / images;
  }
}
