package dev.vitcc.cost.cycles;

/// `vitcc_axi_reader` and its FIFO: asks for bursts as far as there is room, hands out beats.
final class Reader {
  private static final int FIFO_BEATS = 512;
  private static final int BURST_BEATS = 64;
  private static final int PAGE_BYTES = 4096;

  private final int pageBeats;
  private int left;
  private int toBoundary;
  private int free = FIFO_BEATS;
  private int stored;

  /// A burst is offered, `offeredBeats` long.
  boolean offering;

  int offeredBeats;

  /// A beat is at the output.
  boolean valid;

  Reader(int beatBytes) {
    pageBeats = PAGE_BYTES / beatBytes;
    toBoundary = pageBeats;
  }

  /// Starts to read beats, the first of which is the `page`-th of its 4 KiB.
  void region(int beats, int page) {
    left = beats;
    toBoundary = pageBeats - page;
  }

  boolean takesRegion() {
    return left == 0;
  }

  /// Beats of 4 KiB.
  int pageBeats() {
    return pageBeats;
  }

  /// Not all beats were asked for.
  boolean reading() {
    return left > 0 || offering;
  }

  /// All that was asked for has come and gone.
  boolean settled() {
    return left == 0 && !offering && stored == 0 && !valid;
  }

  /// One cycle; whether anything happened.
  ///
  /// @param accepted whether the offered burst is taken
  /// @param arrived whether a beat comes
  /// @param taken whether the beat at the output is taken
  boolean step(boolean accepted, boolean arrived, boolean taken) {
    int burst = Math.min(left, Math.min(toBoundary, BURST_BEATS));
    boolean issue = left > 0 && (!offering || accepted) && burst <= free;
    boolean fetch = stored > 0 && (!valid || taken);
    if (issue) {
      offeredBeats = burst;
      left -= burst;
      free -= burst;
      toBoundary = toBoundary == burst ? pageBeats : toBoundary - burst;
    }
    boolean changed = issue || fetch || arrived || (accepted && offering) || (taken && valid);
    offering = issue || (offering && !accepted);
    if (fetch) {
      free++;
      stored--;
    }
    if (arrived) {
      stored++;
    }
    valid = fetch || (valid && !taken);
    return changed;
  }

  /// For how many cycles it does the same: beats come and go, or nothing happens.
  long alike(boolean arrives, boolean taken) {
    boolean moves = stored > 0 && (!valid || taken);
    if (offering || moves != taken || (!valid && (taken || arrives))) {
      return 0;
    }
    long length = taken && !arrives ? stored : Times.UNKNOWN;
    int burst = Math.min(left, Math.min(toBoundary, BURST_BEATS));
    if (left == 0) {
      return length;
    }
    if (burst <= free) {
      return 0;
    }
    return taken ? Math.min(length, burst - free) : length;
  }

  /// Makes up for cycles that were alike.
  void repeat(int came, int gone) {
    stored += came - gone;
    free += gone;
  }
}
