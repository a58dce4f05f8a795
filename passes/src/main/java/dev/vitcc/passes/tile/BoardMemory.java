package dev.vitcc.passes.tile;

import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.targets.Board;

/// The memory of a board as an engine's ports see it.
public final class BoardMemory {
  /// Cycles from an address to its first beat: what papers and boards show at these clocks, at
  /// least.
  private static final int LATENCY = 50;

  private BoardMemory() {}

  /// At most what the memory gives at its peak; where that isn't known, as much as the ports take.
  public static MemoryModel of(Board board, double clockMhz, Engine engine) {
    double cyclesPerSecond = clockMhz * 1e6;
    double bytes =
        board.memory().bandwidth().stream()
            .map(gigabytes -> gigabytes * 1e9 / cyclesPerSecond)
            .findFirst()
            .orElse(engine.busBytes());
    return MemoryModel.of(LATENCY, bytes);
  }
}
