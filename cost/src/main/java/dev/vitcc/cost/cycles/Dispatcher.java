package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.End;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import java.util.List;

/// `vitcc_dispatcher`: takes the words of the stream as far as it is known when their units have
/// room.
final class Dispatcher {
  private final Engine engine;
  private final List<Command> commands;
  private final Stream stream;
  private final Units units;
  private final int commandWords;
  private final Layers layers;
  private final Timeline timeline;

  private int at;
  private int headLeft;
  private long payloadLeft = -1;
  private boolean leftOut;
  private int layer;
  private long firstWord;
  private long endTaken = Times.UNKNOWN;

  Dispatcher(Program program, Stream stream, Units units, Layers layers, Timeline timeline) {
    engine = program.engine();
    commands = program.commands();
    this.stream = stream;
    this.units = units;
    this.layers = layers;
    this.timeline = timeline;
    commandWords = StreamWords.command(engine);
    headLeft = commandWords;
  }

  /// Goes on until everything is taken or a word waits for what is not known yet.
  void run() {
    while (at < commands.size()) {
      Command command = commands.get(at);
      if (payloadLeft < 0 && !head(command)) {
        return;
      }
      if (!payload(command)) {
        return;
      }
      at++;
      headLeft = commandWords;
      payloadLeft = -1;
    }
  }

  /// The cycle in which the last word of End is taken.
  long end() {
    return endTaken;
  }

  /// The words of the command itself; whether all were taken.
  private boolean head(Command command) {
    while (headLeft > 1) {
      stream.take(Times.START);
      headLeft--;
    }
    if (command instanceof MatrixGroup group) {
      layer = layers.index(group);
    }
    if (command instanceof VectorGroup group) {
      leftOut = group.rows() == 0;
    }
    long room = dropped(command) ? Times.START : units.room(command);
    if (room == Times.UNKNOWN) {
      return false;
    }
    long taken = stream.take(room);
    switch (command) {
      case LoadImage load -> stream.loadImage(load, taken);
      case End end -> {
        endTaken = taken;
        stream.end();
      }
      default -> {
        if (!dropped(command)) {
          units.push(command, taken);
        }
      }
    }
    payloadLeft = StreamWords.payload(engine, command);
    firstWord = Times.UNKNOWN;
    return true;
  }

  private boolean payload(Command command) {
    if (command instanceof LoadTiles) {
      return tiles();
    }
    while (payloadLeft > 0) {
      long room = dropped(command) ? Times.START : units.payloadRoom(command);
      if (room == Times.UNKNOWN) {
        return false;
      }
      long taken = stream.take(room);
      if (!dropped(command)) {
        units.pushPayload(command, taken, payloadLeft == 1);
      }
      payloadLeft--;
    }
    return true;
  }

  /// Whether a command belongs to a vector command that is left out.
  private boolean dropped(Command command) {
    return leftOut && (command instanceof MatrixGroup || command instanceof LoadParameters);
  }

  /// The words of weights, which are most of the stream.
  private boolean tiles() {
    TileFifo tiles = units.tiles;
    while (payloadLeft > 0) {
      long room = tiles.room();
      if (room == Times.UNKNOWN) {
        return false;
      }
      long taken = stream.take(room);
      tiles.push(taken);
      firstWord = Math.min(firstWord, taken);
      payloadLeft--;
      if (payloadLeft == 0) {
        timeline.add(WorkUnit.WEIGHTS, layer, firstWord, taken);
      }
    }
    return true;
  }
}
