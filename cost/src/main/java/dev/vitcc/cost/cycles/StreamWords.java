package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.End;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadPosition;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.Store;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;

/// How many words of the stream a command and what it loads take.
final class StreamWords {
  private StreamWords() {}

  static int command(Engine engine) {
    return Engine.ceilDiv(Engine.COMMAND_BYTES, engine.pk());
  }

  static int payload(Engine engine, Command command) {
    return switch (command) {
      case LoadParameters load -> CommandFormat.parameterWords(engine);
      case LoadTiles load -> load.tiles() * engine.tileWords(load.rows());
      case LoadTable load -> CommandFormat.tableWords(engine);
      case LoadPosition load -> load.rows() * CommandFormat.positionWords(engine);
      case LoadGains load -> CommandFormat.gainWords(engine, load.columns());
      case LoadImage load -> 0;
      case MatrixGroup group -> 0;
      case VectorGroup group -> 0;
      case Store store -> 0;
      case Command.SelectTokens select -> 0;
      case Command.BoundTokens bound -> 0;
      case End end -> 0;
    };
  }
}
