package dev.vitcc.cost.cycles;

/// `vitcc_axi_read_mux`: the reader of port 0's stream (0) and the image's (1) take turns.
final class ReadMux {
  private static final int MOST = 32;

  private final boolean[] order = new boolean[MOST];
  private int head;
  private int count;
  private boolean offering;
  private int beats;
  private boolean turn;

  boolean offering() {
    return offering;
  }

  int beats() {
    return beats;
  }

  boolean idle() {
    return !offering && count == 0;
  }

  /// Whether the beat that comes is the image's.
  boolean image() {
    return order[head];
  }

  /// Whether one of the readers' bursts is taken in this cycle.
  boolean takes(boolean stream, boolean image, boolean ready) {
    return (stream || image) && count < MOST && (!offering || ready);
  }

  /// Which one: the image's?
  boolean winner(boolean stream, boolean image) {
    return (turn ? image : stream) ? turn : !turn;
  }

  /// One cycle.
  ///
  /// @param ready whether the port accepts what is offered
  /// @param lastBeat whether the last beat of a burst comes
  void step(boolean takes, boolean winner, int taken, boolean ready, boolean lastBeat) {
    if (takes) {
      order[(head + count) % MOST] = winner;
      beats = taken;
      turn = !winner;
      count++;
    }
    if (lastBeat) {
      finish();
    }
    offering = takes || (offering && !ready);
  }

  /// The last beat of a burst comes.
  void finish() {
    head = (head + 1) % MOST;
    count--;
  }
}
