package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.ir.program.StreamSource;

/// `vitcc_streamer`: issues the rows of one tile after the other, and accounts for each cycle.
final class Streamer {
  private final int pm;
  private final int pk;
  private final Units units;
  private final Stream stream;
  private final Loader loader;
  private final VectorUnit vector;
  private final TokenUnit tokens;
  private final Ledger ledger;
  private long last = Times.START;
  private long begun = Times.START;
  private long gapEnd = Times.START;

  Streamer(
      Engine engine,
      Units units,
      Stream stream,
      Loader loader,
      VectorUnit vector,
      TokenUnit tokens,
      Ledger ledger) {
    pm = engine.pm();
    pk = engine.pk();
    this.units = units;
    this.stream = stream;
    this.loader = loader;
    this.vector = vector;
    this.tokens = tokens;
    this.ledger = ledger;
  }

  /// Begins a command, which is executed from a cycle on.
  void begin(long cycle) {
    ledger.add(Counter.IDLE_COMMAND, cycle - last - 1);
    last = cycle - 1;
  }

  /// Streams all rows past a tile that is loaded and is not the last of its group.
  void tile(MatrixGroup group, int tile) {
    int rows = beginTile(group, tile);
    int place = group.row() / pm;
    int need = group.needStream();
    waitFor(Counter.IDLE_OPERAND, units.progress.row(need, place));
    begun = last + 1;
    if (units.progress.row(need, place + rows - 1) <= begun) {
      last += rows;
    } else {
      for (int row = 0; row < rows; row++) {
        waitFor(Counter.IDLE_OPERAND, units.progress.row(need, place + row));
        last++;
      }
    }
    endTile(rows);
  }

  /// Streams all rows past the last tile of a group, whose results a vector command takes.
  void lastTile(MatrixGroup group, int tile, VectorGroup drains) {
    int rows = beginTile(group, tile);
    int place = group.row() / pm;
    for (int row = 0; row < rows; row++) {
      waitFor(Counter.IDLE_OPERAND, units.progress.row(group.needStream(), place + row));
      waitFor(Counter.IDLE_CREDIT, vector.credit());
      last++;
      begun = row == 0 ? last : begun;
      vector.drain(drains, last);
    }
    tokens.hear(group, begun);
    endTile(rows);
  }

  /// The last cycle in which a row was issued.
  long last() {
    return last;
  }

  /// The cycle in which the last tile was begun.
  long begun() {
    return begun;
  }

  /// Waits for the tile, and for the pixels that go past it; returns its row groups.
  private int beginTile(MatrixGroup group, int tile) {
    waitForTile();
    if (group.source() == StreamSource.IMAGE) {
      int columns = Math.min((group.chunk() + tile + 1) * pk, group.imageColumns());
      waitFor(Counter.IDLE_OPERAND, stream.imageColumns(columns));
    }
    waitFor(Counter.IDLE_OPERAND, units.gains(group.needGains()));
    if (tile == 0) {
      waitFor(Counter.IDLE_OPERAND, tokens.listens(group));
    }
    return Engine.ceilDiv(group.rows(), pm);
  }

  private void endTile(int rows) {
    gapEnd = rows < Timing.LEAST_TILE ? last + 1 + Timing.LEAST_TILE - rows : Times.START;
    ledger.add(Counter.ROWS, rows);
    ledger.add(Counter.TILES, 1);
  }

  private void waitForTile() {
    long from = last + 1;
    long ready = Math.max(loader.last() + 1, gapEnd);
    if (ready <= from) {
      return;
    }
    long starved = loader.starved(from);
    ledger.add(Counter.IDLE_WEIGHTS, starved);
    ledger.add(Counter.IDLE_STATIONARY, ready - from - starved);
    last = ready - 1;
  }

  private void waitFor(Counter cause, long ready) {
    if (ready > last + 1) {
      ledger.add(cause, ready - last - 1);
      last = ready - 1;
    }
  }
}
