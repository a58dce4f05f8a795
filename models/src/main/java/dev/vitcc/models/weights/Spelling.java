package dev.vitcc.models.weights;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that was probably meant.
final class Spelling {
  private static final int MOST_CANDIDATES = 2_000;

  private Spelling() {}

  /// The nearest candidate, if it differs in at most a third of the name; the first of equals.
  static Optional<String> nearest(String name, Collection<String> candidates) {
    int limit = Math.max(2, name.length() / 3);
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .limit(MOST_CANDIDATES)
        .filter(c -> Math.abs(c.length() - name.length()) <= limit)
        .map(c -> new Scored(c, distance(name, c)))
        .filter(s -> s.distance() <= limit)
        .min(Comparator.comparingInt(Scored::distance))
        .map(Scored::candidate);
  }

  /// Levenshtein's distance.
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
