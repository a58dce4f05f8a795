package dev.vitcc.passes.tile;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;

/// What an engine can't do without for a program: bounds on cycles that need no model of time.
final class Work {
  private Work() {}

  /// Cycles below which no schedule of this program gets: rows that the array takes, one a cycle,
  /// and beats that the vector unit drains.
  static long leastCycles(Program program) {
    Engine engine = program.engine();
    long issued = 0;
    long drained = 0;
    for (Command command : program.commands()) {
      switch (command) {
        case Command.MatrixGroup matrix ->
            issued += (long) Engine.ceilDiv(matrix.rows(), engine.pm()) * matrix.tiles();
        case Command.VectorGroup vector ->
            drained +=
                (long) Engine.ceilDiv(vector.rows(), engine.pm())
                    * engine.beats(vector.validColumns());
        default -> {}
      }
    }
    return Math.max(issued, drained);
  }
}
