package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// What a program can't do without, whoever waits for operands or commands: a bound that costs a
/// hundredth of the model.
///
/// Rows pass tiles, each of which is loaded while those before it pass; the rows of a last tile
/// wait for room for their results, which the vector unit takes beat by beat. Beside this the words
/// of the stream have to come.
final class LeastCycles {
  private final Engine engine;
  private final int result;
  private final double cyclesPerWord;
  private final Deque<VectorGroup> vectors = new ArrayDeque<>();

  /// When the results that there is room for were taken.
  private final long[] taken;

  private int at;
  private long words;
  private long begun = Times.START;
  private long issued = Times.START;
  private long drained = Times.START;

  private LeastCycles(Engine engine, MemoryModel memory) {
    this.engine = engine;
    result = Timing.of(engine).result();
    double bytes =
        memory.bytesPerCycle() == 0
            ? engine.busBytes()
            : Math.min(engine.busBytes(), memory.bytesPerCycle());
    cyclesPerWord = Math.max(1, engine.pk() / bytes);
    taken = new long[engine.resultDepth()];
    Arrays.fill(taken, Times.START);
  }

  /// Cycles below which no frame gets.
  static long of(Program program, MemoryModel memory) {
    LeastCycles least = new LeastCycles(program.engine(), memory);
    program.commands().forEach(least::add);
    return Math.max(Math.max(least.issued, least.drained) + 1, least.arrived(least.words));
  }

  /// Cycles until so many words can have come.
  private long arrived(long count) {
    return (long) (count * cyclesPerWord);
  }

  private void add(Command command) {
    words += StreamWords.command(engine) + StreamWords.payload(engine, command);
    switch (command) {
      case MatrixGroup group when group.rows() > 0 -> matrix(group);
      case VectorGroup group when group.gathers() -> drained += group.rows(); // one by one
      case VectorGroup group when group.rows() > 0 -> vectors.add(group);
      default -> {}
    }
  }

  /// A tile is begun when its columns are loaded, and these only once the tile before has begun.
  private void matrix(MatrixGroup group) {
    long columns =
        group.stationary() == StationarySource.MIXED
            ? engine.tileWords(engine.pn())
            : engine.wideColumns();
    int rows = Engine.ceilDiv(group.rows(), engine.pm());
    int plain = group.last() ? group.tiles() - 1 : group.tiles();
    if (plain > 0) {
      begin(columns);
      begun += (plain - 1) * Math.max(Math.max(rows, Timing.LEAST_TILE), columns);
      issued = begun + rows - 1;
    }
    if (group.last()) {
      begin(columns);
      lastTile(rows, engine.beats(vectors.remove().validColumns()));
    }
  }

  private void begin(long columns) {
    begun = Math.max(begun + Math.max(columns, Timing.LEAST_TILE), issued + 1);
  }

  private void lastTile(int rows, int beats) {
    long next = begun;
    for (int row = 0; row < rows; row++) {
      issued = Math.max(next, taken[at] + 1);
      begun = row == 0 ? issued : begun;
      drained = Math.max(issued + result, drained + 1) + beats - 1;
      taken[at] = drained;
      at = at + 1 == taken.length ? 0 : at + 1;
      next = issued + 1;
    }
  }
}
