package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.BoundTokens;
import dev.vitcc.ir.program.Command.End;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadPosition;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.Command.SelectTokens;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import java.util.List;

/// What stands between the dispatcher and the units: their queues, and what was loaded for them.
final class Units {
  final CommandQueue streamer;
  final CommandQueue loader;
  final CommandQueue vector;
  final TileFifo tiles;
  final Tables tables;
  final Progress progress;
  final Store store;
  final TokenUnit tokens;
  private int bounds;
  private final long[] parameters;
  private final long[] freed;
  private int slots;
  private int drained;
  private final long[] gains;
  private int gainLoads;
  private long position = Times.UNKNOWN;

  Units(Program program, Timing timing, Store store) {
    Engine engine = program.engine();
    int matrices = count(program.commands(), MatrixGroup.class);
    int vectors = count(program.commands(), VectorGroup.class);
    streamer = new CommandQueue(engine.commandDepth(), matrices);
    loader = new CommandQueue(engine.commandDepth(), matrices);
    vector = new CommandQueue(engine.commandDepth(), vectors);
    tiles = new TileFifo(engine, timing);
    tables = new Tables(engine, count(program.commands(), LoadTable.class));
    progress = new Progress(program);
    this.store = store;
    tokens = new TokenUnit(timing);
    parameters = new long[count(program.commands(), LoadParameters.class)];
    freed = new long[parameters.length];
    gains = new long[count(program.commands(), LoadGains.class)];
  }

  private static int count(List<Command> commands, Class<? extends Command> kind) {
    return Math.toIntExact(commands.stream().filter(kind::isInstance).count());
  }

  /// The first cycle in which a command's last word is taken, as far as its unit is concerned.
  long room(Command command) {
    return switch (command) {
      case LoadTable table -> progress.end(table.waitGroups() - 1);
      case MatrixGroup matrix -> Math.max(streamer.room(), loader.room());
      case VectorGroup group -> vector.room();
      case Command.Store results -> store.room();
      case LoadParameters load -> Times.START;
      case LoadTiles load -> Times.START;
      case LoadPosition load -> Times.START;
      case LoadGains load -> Times.START;
      case LoadImage load -> Times.START;
      case SelectTokens select -> Times.START;
      case BoundTokens bound -> tokens.decided(bounds);
      case End end -> Times.START;
    };
  }

  void push(Command command, long cycle) {
    switch (command) {
      case MatrixGroup matrix -> {
        streamer.push(cycle);
        loader.push(cycle);
      }
      case VectorGroup group -> vector.push(cycle);
      case Command.Store results -> store.push(results.elements(), cycle);
      case LoadParameters load -> {}
      case LoadTiles load -> {}
      case LoadTable load -> {}
      case LoadPosition load -> {}
      case LoadGains load -> {}
      case LoadImage load -> {}
      case SelectTokens select -> {}
      case BoundTokens bound -> bounds++;
      case End end -> {}
    }
  }

  /// The first cycle in which the next word of a load's payload is taken.
  long payloadRoom(Command load) {
    return switch (load) {
      case LoadTiles weights -> tiles.room();
      case LoadTable table -> tables.room();
      case LoadParameters columns -> parameterRoom();
      case LoadPosition table -> Times.START;
      case LoadGains factors -> Times.START;
      case LoadImage image -> Times.START;
      case MatrixGroup matrix -> Times.START;
      case VectorGroup group -> Times.START;
      case Command.Store results -> Times.START;
      case SelectTokens select -> Times.START;
      case BoundTokens bound -> Times.START;
      case End end -> Times.START;
    };
  }

  void pushPayload(Command load, long cycle, boolean last) {
    if (load instanceof LoadTiles) {
      tiles.push(cycle);
    } else if (load instanceof LoadTable) {
      tables.push(cycle);
    } else if (load instanceof LoadParameters && last) {
      parameters[slots++] = cycle + 1;
    } else if (load instanceof LoadPosition && last) {
      position = cycle + 1;
    } else if (load instanceof LoadGains && last) {
      gains[gainLoads++] = cycle + 1;
    }
  }

  private long parameterRoom() {
    int before = slots - Timing.PARAMETER_SLOTS;
    if (before < 0) {
      return Times.START;
    }
    return before < drained ? freed[before] + 1 : Times.UNKNOWN;
  }

  /// The vector unit is done with a slot of parameters.
  void freeParameters(long cycle) {
    freed[drained++] = cycle;
  }

  /// The first cycle in which the parameters of a vector command are there.
  long parameters(int group) {
    return group < slots ? parameters[group] : Times.UNKNOWN;
  }

  /// The first cycle in which so many gains of columns are there.
  long gains(int count) {
    return count == 0 ? Times.START : count <= gainLoads ? gains[count - 1] : Times.UNKNOWN;
  }

  /// The first cycle in which the position table is there.
  long position() {
    return position;
  }
}
