package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;

/// What a program can't do without, whatever waits for whatever: a bound that costs a hundredth of
/// the model.
final class LeastCycles {
  private final Engine engine;
  private long streamed;
  private long drained;
  private long words;
  private long before;

  private LeastCycles(Engine engine) {
    this.engine = engine;
  }

  /// Cycles below which no frame gets: rows that pass tiles, each of which is loaded while those
  /// before it pass; beats of the vector unit; bytes of the stream.
  static long of(Program program, MemoryModel memory) {
    LeastCycles least = new LeastCycles(program.engine());
    program.commands().forEach(least::add);
    return Math.max(Math.max(least.streamed, least.drained), least.transfer(memory));
  }

  private void add(Command command) {
    words += StreamWords.command(engine) + StreamWords.payload(engine, command);
    switch (command) {
      case MatrixGroup group -> add(group);
      case VectorGroup group -> drained += beats(group);
      default -> {}
    }
  }

  /// Rows that are gathered come one by one, a segment of each.
  private long beats(VectorGroup group) {
    return group.gathers()
        ? group.rows()
        : (long) Engine.ceilDiv(group.rows(), engine.pm()) * engine.beats(group.validColumns());
  }

  /// A tile is begun when its columns are loaded, and these only once the tile before has begun.
  private void add(MatrixGroup group) {
    long rows = Engine.ceilDiv(group.rows(), engine.pm());
    if (rows == 0) {
      return;
    }
    long columns =
        group.stationary() == StationarySource.MIXED
            ? engine.tileWords(engine.pn())
            : engine.wideColumns();
    long passed = Math.max(rows, Timing.LEAST_TILE);
    streamed += Math.max(before, columns) + (group.tiles() - 1) * Math.max(passed, columns);
    before = passed;
  }

  private long transfer(MemoryModel memory) {
    double bytes =
        memory.bytesPerCycle() == 0
            ? engine.busBytes()
            : Math.min(engine.busBytes(), memory.bytesPerCycle());
    return Math.max(words, (long) (words * engine.pk() / bytes));
  }
}
