package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.LayerNormConstants;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.ir.program.TensorSlice;
import java.util.List;

/// Programs that are small enough to count by hand.
final class Samples {
  /// 1 x 8 x 8, a row drained a cycle, one port of 64 bits.
  static final Engine ENGINE = new Engine(1, 8, 8, 8, 64, 1, 16, 16, 16, 16, 24, 2, 32, 4);

  private Samples() {}

  static Program program(Command... commands) {
    return new Program("sample", ENGINE, 64, 8, List.of(commands));
  }

  /// Rows of queries past tiles of weights.
  static MatrixGroup matrix(String layer, int rows, int tiles, int needStream) {
    return new MatrixGroup(
        layer,
        rows,
        0,
        tiles,
        StreamSource.QUERY,
        0,
        StationarySource.WEIGHTS,
        0,
        0,
        0,
        0,
        0,
        true,
        true,
        needStream,
        -1,
        0,
        0,
        8,
        0,
        0);
  }

  static VectorGroup vector(Destination destination, int rows) {
    return new VectorGroup(
        new TensorSlice("x", 0, 0, 8),
        rows,
        0,
        destination,
        0,
        8,
        false,
        false,
        false,
        0,
        0,
        LayerNormConstants.NONE,
        8);
  }

  static Command parameters() {
    return new Command.LoadParameters("", "", 0, 8);
  }

  static Command tiles(int tiles) {
    return new Command.LoadTiles("w", 0, 8, 8 * tiles, 8 * tiles, tiles);
  }
}
