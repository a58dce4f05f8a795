package dev.vitcc.backend.hls;

import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Command.LoadGains;
import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Command.LoadParameters;
import dev.vitcc.ir.program.Command.LoadPosition;
import dev.vitcc.ir.program.Command.LoadTable;
import dev.vitcc.ir.program.Command.LoadTiles;
import dev.vitcc.ir.program.Command.MatrixGroup;
import dev.vitcc.ir.program.CommandFormat;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.StationarySource;

/// How long a frame takes in the HLS design: an estimate, from the bounds of its loops and their
/// initiation intervals, which are 1 throughout.
///
/// What no source says is how deep the pipelines get: [#STEP_DEPTH] and [#LOOP_DEPTH] are
/// assumptions, and memory is taken to answer at once. Nobody has synthesised the design for this.
///
/// @param load cycles of the process that reads memory, at a beat of all ports a cycle
/// @param execute cycles of the process that executes commands
/// @param cycles of a frame: those of the longer of the two, and what it takes to start and stop
public record LatencyEstimate(long load, long execute, long cycles) {
  /// Stages from a row to its stored results.
  public static final int STEP_DEPTH = 48;

  /// Cycles to enter and leave any other loop.
  public static final int LOOP_DEPTH = 6;

  /// Cycles from start to the first word, and from the last result to its answer.
  public static final int ENDS = 200;

  public static LatencyEstimate of(Program program) {
    Engine engine = program.engine();
    Sizes sizes = new Sizes(engine);
    long words = 0;
    long execute = 0;
    int rowBeats = sizes.beatsPerRow();
    for (Command command : program.commands()) {
      long payload = payloadWords(command, engine);
      words += sizes.commandWords() + payload;
      if (command instanceof Command.VectorGroup group) {
        rowBeats = engine.beats(group.validColumns());
      }
      execute += sizes.commandWords() + LOOP_DEPTH + busy(command, program, sizes, rowBeats);
    }
    long beats = words * sizes.beatsPerWord() / sizes.wordsPerBeat();
    long load = beats + pixelBeats(program, sizes);
    return new LatencyEstimate(load, execute, Math.max(load, execute) + ENDS);
  }

  private static long payloadWords(Command command, Engine engine) {
    return switch (command) {
      case LoadParameters load -> CommandFormat.parameterWords(engine);
      case LoadTiles load -> (long) load.tiles() * engine.tileWords(load.rows());
      case LoadTable load -> CommandFormat.tableWords(engine);
      case LoadPosition load -> (long) load.rows() * CommandFormat.positionWords(engine);
      case LoadGains load -> CommandFormat.gainWords(engine, load.columns());
      case LoadImage load -> 0;
      case MatrixGroup group -> 0;
      case Command.VectorGroup group -> 0;
      case Command.Store store -> 0;
      case Command.SelectTokens select -> 0;
      case Command.BoundTokens bound -> 0;
      case Command.End end -> 0;
    };
  }

  /// @param rowBeats in which a row of the group in hand is drained
  private static long busy(Command command, Program program, Sizes sizes, int rowBeats) {
    Engine engine = program.engine();
    return switch (command) {
      case LoadParameters load -> CommandFormat.parameterWords(engine) + LOOP_DEPTH;
      case LoadTable load -> {
        int step = engine.formats().lines().exist() ? Lines.LINE_BYTES : 1;
        yield (long) CommandFormat.tableWords(engine) * engine.pk() / step + LOOP_DEPTH;
      }
      case LoadPosition load ->
          (long) load.rows() * CommandFormat.positionWords(engine) + LOOP_DEPTH;
      case LoadGains load -> CommandFormat.gainWords(engine, load.columns()) + LOOP_DEPTH;
      case LoadImage load -> gather(load, program, sizes) + LOOP_DEPTH;
      case MatrixGroup group -> matrix(group, engine, sizes, rowBeats) + LOOP_DEPTH + STEP_DEPTH;
      case LoadTiles load -> 0;
      case Command.VectorGroup group -> 0;
      case Command.Store store -> 0;
      case Command.SelectTokens select -> 0;
      case Command.BoundTokens bound -> 0;
      case Command.End end -> 0;
    };
  }

  /// The loops `FirstTile` and `Steps`; weights arrive no faster than the bus brings them.
  private static long matrix(MatrixGroup group, Engine engine, Sizes sizes, int rowBeats) {
    long rows = Engine.ceilDiv(group.rows(), engine.pm());
    long last = group.last() ? rows * rowBeats : rows;
    long tile = tileSteps(group.stationary(), engine);
    long steps = (group.tiles() - 1) * Math.max(rows, tile) + last;
    long arrival = arrives(group.stationary()) ? group.tiles() * tile * sizes.beatsPerWord() : 0;
    return Math.max(tile + steps, arrival);
  }

  /// Steps in which a tile is loaded.
  private static int tileSteps(StationarySource stationary, Engine engine) {
    boolean mixed = stationary == StationarySource.MIXED;
    return engine.tileWords(mixed ? engine.pn() : engine.wideColumns());
  }

  private static boolean arrives(StationarySource stationary) {
    return switch (stationary) {
      case WEIGHTS, MIXED -> true;
      case KEYS, VALUES -> false;
    };
  }

  /// The loop `Gather`: a segment a cycle where patches have whole ones, a pixel otherwise.
  private static long gather(LoadImage load, Program program, Sizes sizes) {
    long pixels = pixelBeats(program, sizes) * sizes.axiBytes();
    return load.patchBytes() % sizes.segmentLanes() == 0 ? pixels / sizes.segmentLanes() : pixels;
  }

  private static long pixelBeats(Program program, Sizes sizes) {
    return Engine.ceilDiv(program.inputBytes(), sizes.axiBytes());
  }
}
