package dev.vitcc.reference;

import dev.vitcc.ir.op.PruneTokens;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Which tokens stay, by their scores; the same for reals and integers.
///
/// Each bound lets a number of tokens stay, counted from the highest score down; the least counts.
record KeptTokens(int[] kept, int[] dropped) {

  /// @param scores of all tokens, the leading ones included
  /// @param threshold in their unit
  static KeptTokens of(PruneTokens op, double[] scores, double threshold) {
    int[] ranked = ranked(op.leading(), scores);
    int stay = Math.min(op.most(), ranked.length);
    stay = Math.min(stay, reaching(threshold, ranked, scores));
    stay = Math.min(stay, holding(op.share(), ranked, scores));
    boolean[] stays = new boolean[scores.length];
    Arrays.fill(stays, 0, op.leading(), true);
    for (int i = 0; i < stay; i++) {
      stays[ranked[i]] = true;
    }
    return new KeptTokens(
        IntStream.range(0, scores.length).filter(t -> stays[t]).toArray(),
        IntStream.range(0, scores.length).filter(t -> !stays[t]).toArray());
  }

  /// Candidates from the highest score down, of equal ones the first first.
  private static int[] ranked(int leading, double[] scores) {
    return IntStream.range(leading, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(t -> -scores[t]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int reaching(double threshold, int[] ranked, double[] scores) {
    return (int) Arrays.stream(ranked).filter(t -> scores[t] >= threshold).count();
  }

  private static int holding(double share, int[] ranked, double[] scores) {
    double wanted = share * Arrays.stream(ranked).mapToDouble(t -> scores[t]).sum();
    double held = 0;
    int count = 0;
    while (count < ranked.length && (share >= 1 || held < wanted)) {
      held += scores[ranked[count++]];
    }
    return count;
  }
}
