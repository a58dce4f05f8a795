package dev.vitcc.integration;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.PruneClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Prunes tokens of random models at random: by class attention, with or without a package token,
/// down to very few, or not at all.
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
    return new PruneClause(
        PruneClause.Selector.CLASS_ATTENTION,
        blocks,
        new PruneClause.Keep(rates),
        forms[random.nextInt(forms.length)],
        Optional.empty(),
        Optional.empty(),
        SourceLocation.NONE);
  }
}
