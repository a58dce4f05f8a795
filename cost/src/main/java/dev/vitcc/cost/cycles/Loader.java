package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.StationarySource;

/// `vitcc_loader`: fills the shadow registers with one tile, a wide column or a word of narrow ones
/// a cycle, while the streamer is at the tile before.
final class Loader {
  private final int pm;
  private final int pk;
  private final Units units;
  private final int wideColumns;
  private final int mixedWords;
  private final long[] times;
  private int count;
  private long wantFrom;
  private long last = Times.START;
  private boolean starves;

  Loader(Engine engine, Units units) {
    pm = engine.pm();
    pk = engine.pk();
    this.units = units;
    wideColumns = engine.wideColumns();
    mixedWords = engine.tileWords(engine.pn());
    times = new long[mixedWords];
  }

  /// Loads a tile.
  ///
  /// @param command first cycle in which its command is executed
  /// @param begun cycle in which the streamer began the tile before
  void load(MatrixGroup group, int tile, long command, long begun) {
    wantFrom = Math.max(Math.max(command, begun), last + 1);
    starves = false;
    count = words(group);
    switch (group.stationary()) {
      case WEIGHTS, MIXED -> weights();
      case KEYS -> keys(group);
      case VALUES -> values(group, tile);
    }
    last = times[count - 1];
  }

  /// Columns of a tile, or words where those are fewer.
  int words(MatrixGroup group) {
    return group.stationary() == StationarySource.MIXED ? mixedWords : wideColumns;
  }

  /// The cycle in which the first column was claimed.
  long first() {
    return times[0];
  }

  /// The cycle in which the last column was claimed.
  long last() {
    return last;
  }

  /// Of the cycles from one on, until the tile is loaded, those in which weights were missing.
  long starved(long from) {
    long since = Math.max(from, wantFrom);
    if (!starves || since > last) {
      return 0;
    }
    int loaded = 0;
    while (loaded < count && times[count - 1 - loaded] >= since) {
      loaded++;
    }
    return last - since + 1 - loaded;
  }

  private void weights() {
    starves = true;
    long next = wantFrom;
    for (int i = 0; i < count; i++) {
      times[i] = units.tiles.claim(next);
      next = times[i] + 1;
    }
  }

  private void keys(MatrixGroup group) {
    long next = wantFrom;
    for (int i = 0; i < count; i++) {
      int token = group.stationaryRow() + i;
      if (token < group.keys()) {
        next = Math.max(next, units.progress.row(group.needStationary(), token / pm));
      }
      times[i] = next++;
    }
  }

  private void values(MatrixGroup group, int tile) {
    int end = Math.min(group.stationaryRow() + (tile + 1) * pk, group.keys());
    long next = Math.max(wantFrom, units.progress.row(group.needStationary(), (end - 1) / pm));
    for (int i = 0; i < count; i++) {
      times[i] = next++;
    }
  }
}
