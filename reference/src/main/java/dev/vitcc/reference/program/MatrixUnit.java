package dev.vitcc.reference.program;

import static dev.vitcc.ir.program.StationarySource.MIXED;
import static dev.vitcc.ir.program.StationarySource.WEIGHTS;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.reference.program.Arithmetic.Normalisation;
import dev.vitcc.reference.program.WordStream.Fields;
import java.util.Deque;

/// Streams rows past stationary tiles into accumulators.
final class MatrixUnit {
  private final Engine engine;
  private final Memories memories;
  private final long[][] accumulators;
  private final int[] exponentials;
  private final NarrowWeights narrow;
  private final int[] classRow;
  private int gain;
  private int shift;

  MatrixUnit(Engine engine, Memories memories) {
    this.engine = engine;
    this.memories = memories;
    this.narrow = new NarrowWeights(engine);
    this.accumulators = new long[engine.maxTokens()][engine.pn()];
    this.exponentials = new int[engine.maxTokens()];
    this.classRow = new int[engine.scoreColumns() + engine.pk()];
  }

  long accumulator(int row, int column) {
    return accumulators[row][column];
  }

  /// The scale of a row after its exponentials.
  int rowScale(int row) {
    return Arithmetic.rowScale(exponentials[row], gain, shift);
  }

  /// The exponentials of the first row, which add up to `classSum`.
  int[] classRow() {
    return classRow;
  }

  int classSum() {
    return exponentials[0];
  }

  /// Words of one tile of weights.
  int tileWords(Fields command) {
    return switch (stationarySource(command)) {
      case WEIGHTS -> engine.wideColumns();
      case MIXED -> engine.wideColumns() + narrow.words();
      case KEYS, VALUES -> 0;
    };
  }

  /// @param columns of results that are used; what lies behind them may be no part of the operand
  void execute(Fields command, int columns, Deque<byte[]> words) {
    int rows = command.get("rows");
    boolean first = command.get("first") == 1;
    gain = command.get("gain");
    shift = command.signed("shift");
    for (int row = 0; row < rows; row++) {
      exponentials[row] = 0;
      if (first) {
        java.util.Arrays.fill(accumulators[row], 0);
      }
    }
    for (int tile = 0; tile < command.get("tiles"); tile++) {
      int[][] stationary = stationary(command, columns, tile, words);
      for (int row = 0; row < rows; row++) {
        int[] streamed = streamed(command, tile, row);
        accumulate(accumulators[row], streamed, stationary);
      }
    }
  }

  private static StationarySource stationarySource(Fields command) {
    return StationarySource.values()[command.get("stationary")];
  }

  private void accumulate(long[] row, int[] streamed, int[][] stationary) {
    for (int n = 0; n < stationary.length; n++) {
      long sum = 0;
      for (int k = 0; k < engine.pk(); k++) {
        sum += (long) streamed[k] * stationary[n][k];
      }
      row[n] += sum;
    }
  }

  private int[][] stationary(Fields command, int columns, int tile, Deque<byte[]> words) {
    StationarySource source = stationarySource(command);
    int[][] operand =
        new int[source == StationarySource.MIXED ? engine.pn() : engine.wideColumns()][engine.pk()];
    for (int n = 0; n < engine.wideColumns(); n++) {
      byte[] word = source == WEIGHTS || source == MIXED ? words.remove() : new byte[0];
      for (int k = 0; k < engine.pk(); k++) {
        operand[n][k] =
            switch (source) {
              case WEIGHTS, MIXED -> word[k];
              case KEYS -> key(command, tile, n, k);
              case VALUES -> n < columns ? value(command, tile, n, k) : 0;
            };
      }
    }
    if (source == MIXED) {
      narrow.read(words, operand);
    }
    return operand;
  }

  private int key(Fields command, int tile, int n, int k) {
    int token = command.get("stationary_row") + n;
    int column = (command.get("stationary_column") + tile) * engine.pk() + k;
    memories.key.requireCovered(command.get("need_stationary") - 1, column, 1);
    return token < command.get("keys") ? memories.key.get(token, column) : 0;
  }

  private int value(Fields command, int tile, int n, int k) {
    int token = command.get("stationary_row") + tile * engine.pk() + k;
    int column = command.get("stationary_column") + n;
    memories.value.requireCovered(command.get("need_stationary") - 1, column, 1);
    return token < command.get("keys") ? memories.value.get(token, column) : 0;
  }

  private int[] streamed(Fields command, int tile, int index) {
    StreamSource source = StreamSource.values()[command.get("source")];
    int row = command.get("row") + index;
    int column = (command.get("chunk") + tile) * engine.pk();
    ProgramInterpreter.require(
        source != StreamSource.RESIDUAL || memories.gainLoads() >= command.get("need_gains"),
        "the gains are not loaded");
    if (source != StreamSource.UNIFORM) {
      int need = command.get("need_stream") - 1;
      memory(source).requireCovered(need, column, engine.pk());
    }
    ProgramInterpreter.require(
        source != StreamSource.IMAGE || memories.imageColumns() >= command.get("image_columns"),
        "the image is not loaded");
    int[] operand = new int[engine.pk()];
    for (int k = 0; k < engine.pk(); k++) {
      boolean probability = source == StreamSource.SCORES || source == StreamSource.UNIFORM;
      boolean exists = !probability || column + k < command.get("keys");
      operand[k] = exists ? conditioned(command, source, row, column + k) : 0;
      if (source == StreamSource.IMAGE && row < command.get("leading_rows")) {
        operand[k] = 0;
      }
      if (probability) {
        exponentials[index] += operand[k];
        if (index == 0) {
          classRow[column + k] = operand[k];
        }
      }
    }
    return operand;
  }

  private int conditioned(Fields command, StreamSource source, int row, int column) {
    if (source == StreamSource.UNIFORM) {
      return column < command.get("leading_rows") ? 0 : 255;
    }
    int code = memory(source).get(row, column);
    int bits = command.get("bits");
    return switch (source) {
      case RESIDUAL -> normalised(command, memories.normalisation[row], code, column);
      case SCORES -> exponential(memories.rowMaximum[row] - code, bits);
      case IMAGE, QUERY, ATTENTION, HIDDEN, UNIFORM -> code;
    };
  }

  private int normalised(Fields command, Normalisation row, int code, int column) {
    int bits = command.get("bits");
    if (command.get("need_gains") == 0) {
      return row.apply(code, bits);
    }
    int first = (command.get("gain_word") - command.get("chunk")) * engine.pk();
    return row.apply(code, bits, memories.gain(first + column));
  }

  private Memory memory(StreamSource source) {
    return switch (source) {
      case IMAGE, HIDDEN -> memories.hidden;
      case RESIDUAL -> memories.residual;
      case QUERY -> memories.query;
      case SCORES -> memories.scores;
      case ATTENTION -> memories.attention;
      case UNIFORM -> throw new IllegalStateException("uniform attention has no memory");
    };
  }

  private int exponential(int distance, int bits) {
    return Arithmetic.exponential(engine.formats().exponential(), distance, bits);
  }
}
