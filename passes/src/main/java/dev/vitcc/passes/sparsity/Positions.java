package dev.vitcc.passes.sparsity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Sets of blocks in front of which tokens can be dropped: one to three stages, the first of them
/// anywhere, the others evenly spread over the blocks behind it.
///
/// Kong et al., HeatViT, HPCA 2023, end with three stages in front of blocks 3, 6 and 9 of 12,
/// which is one of these sets.
final class Positions {
  private static final int MOST_STAGES = 3;

  /// Places that are tried for the first stage; every schedule has to be measured.
  private static final int MOST_FIRST = 6;

  private Positions() {}

  /// @param possible blocks that a stage can stand in front of, rising
  /// @param depth blocks that there are
  static List<List<Integer>> of(List<Integer> possible, int depth) {
    int step = Math.ceilDiv(possible.size(), MOST_FIRST);
    Set<List<Integer>> sets = new LinkedHashSet<>();
    for (int stages = MOST_STAGES; stages >= 1; stages--) {
      for (int i = 0; i < possible.size(); i += step) {
        List<Integer> spread = spread(possible.get(i), stages, depth);
        if (possible.containsAll(spread) && spread.size() == stages) {
          sets.add(spread);
        }
      }
    }
    return new ArrayList<>(sets);
  }

  private static List<Integer> spread(int first, int stages, int depth) {
    return IntStream.range(0, stages)
        .map(stage -> first + (int) Math.round((depth - first) * (double) stage / stages))
        .distinct()
        .boxed()
        .toList();
  }
}
