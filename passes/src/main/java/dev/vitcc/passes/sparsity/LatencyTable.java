package dev.vitcc.passes.sparsity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The latency–sparsity table: cycles of each block by the tokens that it has.
///
/// Kong et al., HeatViT, HPCA 2023, measure such a table on the board and choose keep rates by it.
///
/// @param rest cycles outside of blocks
/// @param cycles of each block by tokens; the last entry has all tokens. Between entries cycles are
///   taken to lie on a straight line
public record LatencyTable(long rest, NavigableMap<Integer, List<Long>> cycles) {
  public LatencyTable {
    NavigableMap<Integer, List<Long>> copy = new TreeMap<>();
    cycles.forEach((tokens, blocks) -> copy.put(tokens, List.copyOf(blocks)));
    cycles = Collections.unmodifiableNavigableMap(copy);
  }

  /// Tokens that there are before any are dropped.
  public int all() {
    return cycles.lastKey();
  }

  /// Blocks of the model.
  int depth() {
    return cycles.firstEntry().getValue().size();
  }

  /// The number of tokens of the entry below, or the least that there is.
  int below(int tokens) {
    Integer key = cycles.lowerKey(tokens);
    return key == null ? cycles.firstKey() : key;
  }

  /// Cycles of a frame.
  double predict(Stages stages) {
    double sum = rest;
    for (int block = 0; block < depth(); block++) {
      sum += block(block, stages.entering(block, all()));
    }
    return sum;
  }

  private double block(int block, int tokens) {
    Map.Entry<Integer, List<Long>> below = cycles.floorEntry(tokens);
    Map.Entry<Integer, List<Long>> above = cycles.ceilingEntry(tokens);
    if (below == null || above == null) {
      throw new IllegalArgumentException(tokens + " tokens are not in the table");
    }
    long low = below.getValue().get(block);
    long high = above.getValue().get(block);
    int width = above.getKey() - below.getKey();
    return width == 0 ? low : low + (double) (high - low) * (tokens - below.getKey()) / width;
  }
}
