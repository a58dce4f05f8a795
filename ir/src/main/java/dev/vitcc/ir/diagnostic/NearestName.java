package dev.vitcc.ir.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that a misspelt one was probably meant to be.
public final class NearestName {
  private static final int MAX_LENGTH = 64;
  private static final String BEFORE = "did you mean '";
  private static final String AFTER = "'?";

  private NearestName() {}

  /// `did you mean 'layer_norm'?`, if some candidate is near enough.
  public static Optional<String> hint(String written, Collection<String> candidates) {
    return of(written, candidates).map(name -> BEFORE + name + AFTER);
  }

  /// The name in such a hint.
  public static Optional<String> meantBy(String hint) {
    int end = hint.length() - AFTER.length();
    return hint.startsWith(BEFORE) && hint.endsWith(AFTER) && end > BEFORE.length()
        ? Optional.of(hint.substring(BEFORE.length(), end))
        : Optional.empty();
  }

  /// The candidate with the least edits, at most a third of the length; the first by alphabet among
  /// equals.
  public static Optional<String> of(String written, Collection<String> candidates) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int allowed = Math.max(1, written.length() / 3);
    return candidates.stream()
        .filter(candidate -> candidate.length() <= MAX_LENGTH)
        .filter(candidate -> distance(written, candidate) <= allowed)
        .min(
            Comparator.comparingInt((String candidate) -> distance(written, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
