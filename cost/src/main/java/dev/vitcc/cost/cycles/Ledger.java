package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.RegisterMap.Counter;

/// What every counter stands at, layer by layer.
final class Ledger {
  private static final int COUNTERS = Counter.values().length;

  private final long[] counts;
  private int base;

  Ledger(int layers) {
    counts = new long[layers * COUNTERS];
  }

  /// What follows belongs to this layer.
  void layer(int index) {
    base = index * COUNTERS;
  }

  void add(Counter counter, long amount) {
    counts[base + counter.ordinal()] += amount;
  }

  long get(int layer, Counter counter) {
    return counts[layer * COUNTERS + counter.ordinal()];
  }
}
