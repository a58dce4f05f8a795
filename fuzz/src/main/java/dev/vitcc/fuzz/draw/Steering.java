package dev.vitcc.fuzz.draw;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Which edits the compiler took so far: what it refuses again and again is tried less and less,
/// but never not at all.
public final class Steering {
  private static final double LEAST = 0.02;

  /// What became of edits elsewhere.
  private final Map<String, Tally> before;

  /// By kind of edit and op.
  private final Map<String, Tally> tallies = new TreeMap<>();

  private Steering(Map<String, Tally> before) {
    this.before = before;
  }

  /// One that knows what others have noted.
  public static Steering after(List<Map<String, Tally>> others) {
    return new Steering(sum(others));
  }

  /// @param tried edits that had a place in a graph
  /// @param kept of those, edits after which the model compiled
  public record Tally(int tried, int kept) {
    static final Tally NONE = new Tally(0, 0);

    public Tally and(Tally other) {
      return new Tally(tried + other.tried, kept + other.kept);
    }

    /// How often to try it: the square of the share that was kept, as if it had been once before.
    double chance() {
      double share = (kept + 1.0) / (tried + 1.0);
      return Math.max(LEAST, share * share);
    }
  }

  /// What an edit is counted as.
  public static String label(Edit edit) {
    String what =
        switch (edit) {
          case Edit.Delete _ -> "delete";
          case Edit.Replace _ -> "replace";
          case Edit.Rewire _ -> "rewire";
          case Edit.Extent _ -> "resize";
          case Edit.Insert _ -> "insert";
        };
    return what + " " + edit.kind();
  }

  /// Whether to try an edit, by what became of those like it.
  boolean isWorthwhile(Edit edit, Random random) {
    String label = label(edit);
    Tally known = before.getOrDefault(label, Tally.NONE);
    return random.nextDouble() < known.and(tallies.getOrDefault(label, Tally.NONE)).chance();
  }

  /// Takes note of what became of an edit.
  public void note(Edit edit, boolean kept) {
    tallies.merge(label(edit), new Tally(1, kept ? 1 : 0), Tally::and);
  }

  /// All that were noted here, in order of the alphabet.
  public Map<String, Tally> tallies() {
    return new TreeMap<>(tallies);
  }

  /// What all of some have noted.
  public static Map<String, Tally> sum(List<Map<String, Tally>> all) {
    Map<String, Tally> sum = new TreeMap<>();
    all.forEach(one -> one.forEach((label, tally) -> sum.merge(label, tally, Tally::and)));
    return sum;
  }
}
