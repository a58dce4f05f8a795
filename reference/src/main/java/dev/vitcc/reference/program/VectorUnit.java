package dev.vitcc.reference.program;

import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.reference.program.Arithmetic.NormConstants;
import dev.vitcc.reference.program.ProgramInterpreter.Observer;
import dev.vitcc.reference.program.WordStream.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Drains accumulators: bias, scale, and what the destination asks for.
final class VectorUnit {
  private final Engine engine;
  private final Memories memories;
  private final Observer observer;
  private final long[] sums;
  private final long[] squares;
  private int[] logits = new int[0];
  private int logitCount;
  private int groups;

  VectorUnit(Engine engine, Memories memories, Observer observer) {
    this.engine = engine;
    this.memories = memories;
    this.observer = observer;
    this.sums = new long[engine.maxTokens()];
    this.squares = new long[engine.maxTokens()];
  }

  /// Vector commands done.
  int groups() {
    return groups;
  }

  void expectLogits(int elements) {
    logits = Arrays.copyOf(logits, logitCount + elements);
  }

  int[] logits() {
    ProgramInterpreter.require(logitCount == logits.length, "logits are missing");
    return logits;
  }

  void execute(Fields command, MatrixUnit matrix, TokenUnit tokens, byte[] parameters) {
    ByteBuffer columns = ByteBuffer.wrap(parameters).order(ByteOrder.LITTLE_ENDIAN);
    Destination destination = Destination.values()[command.get("destination")];
    int drained = engine.beats(command.get("valid_columns")) * engine.drainColumns();
    for (int index = 0; index < command.get("rows"); index++) {
      int row = command.get("row") + index;
      int[] values = new int[drained];
      for (int n = 0; n < drained; n++) {
        long biased = matrix.accumulator(index, n) + columns.getInt(8 * n);
        boolean byRow = command.get("row_scale") == 1;
        int scale = byRow ? matrix.rowScale(index) : columns.getInt(8 * n + 4);
        int bits = bits(destination, command.get("bits"));
        int code = Arithmetic.requantize(biased, scale, bits);
        values[n] =
            destination == Destination.HIDDEN ? memories.lookUp(code, command.get("bits")) : code;
      }
      store(command, destination, row, values);
      tokens.hear(command, row, values);
      observer.stored(groups, row, Arrays.copyOf(values, command.get("valid_columns")));
    }
    groups++;
  }

  /// Puts the rows that stay one behind the other, and the package token behind them.
  void gather(Fields command, TokenUnit tokens) {
    int column = command.get("column");
    int width = command.get("valid_columns");
    int[][] gathered = new int[tokens.rows()][width];
    List<Integer> dropped = tokens.packaged();
    long[] weights = tokens.weights();
    for (int n = 0; n < width; n++) {
      for (int row = 0; row < tokens.kept().size(); row++) {
        gathered[row][n] = memories.residual.get(tokens.kept().get(row), column + n);
      }
      long sum = 0;
      for (int i = 0; i < dropped.size(); i++) {
        sum += weights[i] * memories.residual.get(dropped.get(i), column + n);
      }
      if (!dropped.isEmpty()) {
        gathered[tokens.rows() - 1][n] = Arithmetic.limit(Arithmetic.round(sum, 15), 32767);
      }
    }
    boolean same = command.get("rows") == tokens.rows();
    boolean fewer = command.get("rows") > tokens.rows() && engine.formats().pruning().bounds();
    ProgramInterpreter.require(same || fewer, "another number of tokens");
    for (int row = 0; row < gathered.length; row++) {
      for (int n = 0; n < width; n++) {
        memories.residual.set(row, column + n, 0);
      }
      residual(command, row, column, gathered[row]);
      observer.stored(groups, row, gathered[row]);
    }
    groups++;
  }

  /// Counts a command that has nothing to store.
  void leaveOut() {
    groups++;
  }

  private static int bits(Destination destination, int codeBits) {
    return switch (destination) {
      case QUERY, KEY, VALUE, ATTENTION -> codeBits;
      case HIDDEN -> Engine.TABLE_INDEX_BITS;
      case SCORES, RESIDUAL, OUTPUT -> 16;
    };
  }

  private void store(Fields command, Destination destination, int row, int[] values) {
    int column = command.get("column");
    switch (destination) {
      case QUERY -> write(memories.query, row, column, values);
      case KEY -> write(memories.key, row, column, values);
      case VALUE -> write(memories.value, row, column, values);
      case ATTENTION -> write(memories.attention, row, column, values);
      case HIDDEN -> {
        ProgramInterpreter.require(
            memories.tables() == command.get("need_tables"), "another table is loaded");
        write(memories.hidden, row, column, values);
      }
      case SCORES -> scores(command, row, column, values);
      case RESIDUAL -> residual(command, row, column, values);
      case OUTPUT -> output(command, values);
    }
  }

  private void write(Memory memory, int row, int column, int[] values) {
    for (int n = 0; n < values.length; n++) {
      memory.set(row, column + n, values[n]);
      memory.writtenBy(groups, column + n);
    }
  }

  private void scores(Fields command, int row, int column, int[] values) {
    if (command.get("first_of_row") == 1) {
      memories.rowMaximum[row] = Integer.MIN_VALUE;
    }
    for (int n = 0; n < command.get("valid_columns"); n++) {
      memories.rowMaximum[row] = Math.max(memories.rowMaximum[row], values[n]);
    }
    write(memories.scores, row, column, values);
  }

  private void residual(Fields command, int row, int column, int[] values) {
    ProgramInterpreter.require(
        memories.positions() >= command.get("need_positions"), "positions are not loaded");
    if (command.get("first_of_row") == 1) {
      sums[row] = 0;
      squares[row] = 0;
    }
    for (int n = 0; n < values.length; n++) {
      int old = memories.residual.get(row, column + n);
      values[n] = Arithmetic.limit((long) old + values[n], 32767);
      sums[row] += values[n];
      squares[row] += (long) values[n] * values[n];
    }
    write(memories.residual, row, column, values);
    if (command.get("last_of_row") == 1) {
      NormConstants constants =
          new NormConstants(
              command.get("dimension"),
              command.get("mean_factor"),
              command.get("mean_shift"),
              command.unsigned("epsilon"),
              command.get("gain"),
              command.signed("shift"));
      memories.normalisation[row] = constants.of(sums[row], squares[row]);
    }
  }

  private void output(Fields command, int[] values) {
    for (int n = 0; n < command.get("valid_columns"); n++) {
      logits[logitCount++] = values[n];
    }
  }
}
