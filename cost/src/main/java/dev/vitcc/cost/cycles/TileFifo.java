package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Engine;

/// `vitcc_tile_fifo`: columns of weights between the dispatcher and the loader.
final class TileFifo {
  private final int depth;
  private final int columnRead;
  private final long[] pushed;
  private final long[] claimed;
  private long pushes;
  private long claims;
  private int pushAt;
  private int claimAt;

  TileFifo(Engine engine, Timing timing) {
    depth = engine.tileDepth() * engine.tileWords(engine.pn());
    columnRead = timing.columnRead();
    pushed = new long[depth];
    claimed = new long[depth];
  }

  /// The first cycle in which the next column may come.
  long room() {
    if (pushes < depth) {
      return Times.START;
    }
    return pushes - depth < claims ? claimed[pushAt] + columnRead : Times.UNKNOWN;
  }

  void push(long cycle) {
    pushed[pushAt] = cycle;
    pushAt = pushAt + 1 == depth ? 0 : pushAt + 1;
    pushes++;
  }

  /// Columns that came and were not claimed.
  long waiting() {
    return pushes - claims;
  }

  /// Claims the next column, not before a cycle; returns when.
  long claim(long cycle) {
    long claim = Math.max(cycle, pushed[claimAt] + 1);
    claimed[claimAt] = claim;
    claimAt = claimAt + 1 == depth ? 0 : claimAt + 1;
    claims++;
    return claim;
  }
}
