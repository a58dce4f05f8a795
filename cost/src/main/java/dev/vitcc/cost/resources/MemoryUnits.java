package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// The units between memory ports and compute side, and what controls them.
final class MemoryUnits {
  private static final int FIFO_BEATS = 512;
  private static final int COUNTERS = 14;

  private final Shape shape;
  private final Engine engine;

  MemoryUnits(Shape shape) {
    this.shape = shape;
    engine = shape.engine();
  }

  /// Registers and counters, and the sequencer with the header.
  Resources control() {
    return Resources.sum(
        Resources.logic(1210, 313),
        Resources.logic(29, 65.0 * COUNTERS),
        Resources.logic(543, 515));
  }

  Resources stream() {
    return Resources.sum(Resources.logic(195, 122), reader().times(engine.ports()), assembler());
  }

  /// Bursts, and a FIFO in block memory.
  private Resources reader() {
    return Resources.logic(350, 218)
        .plus(MemoryMapping.synchronous(FIFO_BEATS, 1, engine.axiBits()));
  }

  /// Gathers beats in the register of the word, or selects from a wide beat.
  private Resources assembler() {
    int word = 8 * shape.pk();
    int beat = 8 * engine.busBytes();
    int parts = Math.max(word / beat, beat / word);
    return Resources.logic(
        3 + parts + (beat > word ? 0.5 * parts * word : 0), word + 1.0 + (parts > 1 ? parts : 0));
  }

  /// Holds the words of a command but the last.
  Resources dispatcher() {
    int words = Engine.ceilDiv(Engine.COMMAND_BYTES, shape.pk());
    return Resources.logic(100, words == 1 ? 28 : 28 + (words - 1.0) * 8 * shape.pk() + words);
  }

  /// Its own reader, and the rotator that puts bytes of the bus into lanes of the memory.
  Resources imageLoader() {
    int lanes = shape.memoryLanes();
    int axi = engine.axiBits();
    return Resources.sum(
        Resources.logic(630, 310),
        reader(),
        Resources.logic(
            3.0 * axi + 3.5 * lanes + 295, 2.0 * axi + Math.min(axi, 8 * lanes) + lanes + 195));
  }

  /// A shift register of results, and a burst in lookup tables.
  Resources store() {
    int axi = engine.axiBits();
    return Resources.logic(
            32.0 * shape.segment() + 0.2 * axi + 223, 32.0 * shape.segment() + axi + 335)
        .plus(MemoryMapping.asynchronous(16, axi + axi / 32));
  }
}
