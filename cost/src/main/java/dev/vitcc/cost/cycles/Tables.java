package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;

/// `vitcc_table_loader`: a FIFO of one table, written into the lanes four entries or one line a
/// cycle.
final class Tables {
  private final int parts;
  private final long[] popped;
  private final long[] loaded;
  private long words;
  private int tables;

  /// @param tables how many the program loads
  Tables(Engine engine, int tables) {
    parts = engine.pk() / Timing.TABLE_BYTES;
    popped = new long[CommandFormat.tableWords(engine)];
    loaded = new long[tables];
  }

  /// The first cycle in which the next word may come.
  long room() {
    return words < popped.length ? Times.START : popped[(int) (words % popped.length)] + 1;
  }

  void push(long cycle) {
    int at = (int) (words % popped.length);
    long before = words == 0 ? Times.START : popped[(int) ((words - 1) % popped.length)];
    popped[at] = Math.max(cycle, before) + parts;
    words++;
    if (at == popped.length - 1) {
      loaded[tables++] = popped[at] + 1;
    }
  }

  /// The first cycle in which so many tables are loaded.
  long loaded(int count) {
    return count == 0 ? Times.START : count <= tables ? loaded[count - 1] : Times.UNKNOWN;
  }

  /// The first cycle in which nothing is written any more.
  long idle() {
    return words == 0 ? Times.START : popped[(int) ((words - 1) % popped.length)] + 2;
  }
}
