package dev.vitcc.cost.cycles;

/// Cycles, counted from the first one that the hardware's counters count.
final class Times {
  /// Before everything.
  static final long START = -1;

  /// Not known yet: it depends on what was not walked through so far.
  static final long UNKNOWN = Long.MAX_VALUE;

  private Times() {}
}
