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

  TileFifo(Engine engine, Timing timing) {
    depth = engine.tileDepth() * engine.pn();
    columnRead = timing.columnRead();
    pushed = new long[depth];
    claimed = new long[depth];
  }

  /// The first cycle in which the next column may come.
  long room() {
    if (pushes < depth) {
      return Times.START;
    }
    return pushes - depth < claims ? claimed[(int) (pushes % depth)] + columnRead : Times.UNKNOWN;
  }

  void push(long cycle) {
    pushed[(int) (pushes++ % depth)] = cycle;
  }

  /// Columns that came and were not claimed.
  long waiting() {
    return pushes - claims;
  }

  /// Claims the next column, not before a cycle; returns when.
  long claim(long cycle) {
    int at = (int) (claims++ % depth);
    long claim = Math.max(cycle, pushed[at] + 1);
    claimed[at] = claim;
    return claim;
  }
}
