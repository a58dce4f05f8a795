package dev.vitcc.integration;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.PruneClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Prunes tokens of random models at random: by class attention or a learned selector, with or
/// without a package token, down to very few, or not at all; as many in each image, or as scores
/// will have it.
final class PrunedTokens {
  private static final int MOST_STAGES = 2;

  private PrunedTokens() {}

  static PruneClause clause(long seed, VitShape shape) {
    Random random = new Random(seed);
    List<Integer> blocks = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int block = 1; block < shape.depth() && blocks.size() < MOST_STAGES; block++) {
      if (random.nextBoolean() || block == shape.depth() - 1) {
        blocks.add(block);
        rates.add(random.nextInt(8) == 0 ? 1 : 0.05 + 0.9 * random.nextDouble());
      }
    }
    PackageToken[] forms = PackageToken.values();
    boolean counted = random.nextBoolean();
    boolean bounded = random.nextInt(4) > 0;
    boolean learned = random.nextInt(3) > 0;
    // Scores are means of what heads say, or of probabilities.
    double usual = learned ? 0.5 : 1.0 / shape.tokens();
    Optional<Double> threshold =
        Optional.of(2 * usual * random.nextDouble()).filter(t -> bounded && random.nextBoolean());
    Optional<Double> share =
        Optional.of(random.nextDouble()).filter(s -> bounded && (counted || threshold.isEmpty()));
    return new PruneClause(
        learned ? PruneClause.Selector.LEARNED : PruneClause.Selector.CLASS_ATTENTION,
        blocks,
        counted || !bounded ? new PruneClause.Keep(rates) : new PruneClause.ByScore(),
        forms[random.nextInt(forms.length)],
        threshold,
        share,
        SourceLocation.NONE);
  }
}
