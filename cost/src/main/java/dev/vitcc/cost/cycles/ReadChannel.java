package dev.vitcc.cost.cycles;

/// The read channel of one port of the memory: bursts that were accepted and are answered in order.
final class ReadChannel {
  private static final int RING = 64;

  private final int latency;
  private final int outstanding;
  private final long[] due = new long[RING];
  private final int[] left = new int[RING];
  private int head;
  private int count;

  ReadChannel(MemoryModel memory) {
    latency = memory.latency();
    outstanding = Math.min(memory.outstanding(), RING);
  }

  boolean ready() {
    return count < outstanding;
  }

  boolean idle() {
    return count == 0;
  }

  /// When the next beat may come.
  long due() {
    return count == 0 ? Times.UNKNOWN : due[head];
  }

  void accept(long now, int beats) {
    int at = (head + count++) % RING;
    due[at] = now + latency;
    left[at] = beats;
  }

  /// Gives a beat; whether it is the last of its burst.
  boolean give() {
    if (--left[head] > 0) {
      return false;
    }
    head = (head + 1) % RING;
    count--;
    return true;
  }

  /// For how many cycles from one on beats of one burst come, or none.
  long alike(long from) {
    if (count == 0) {
      return Times.UNKNOWN;
    }
    return due[head] <= from ? left[head] - 1 : due[head] - from;
  }

  /// Gives beats that are not the last of their burst.
  void give(int beats) {
    left[head] -= beats;
  }
}
