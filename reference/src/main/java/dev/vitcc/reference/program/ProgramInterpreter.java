package dev.vitcc.reference.program;

import dev.vitcc.ir.program.CommandFormat.LoadKind;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.TokenRole;
import dev.vitcc.reference.program.WordStream.Fields;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Executes an accelerator program from its memory image, command by command.
///
/// It reads the same bytes as the hardware and checks on the way what the hardware relies on: that
/// operands are covered by the waits of their readers, that loads come in time, that nothing is
/// left.
public final class ProgramInterpreter {
  private final Engine engine;
  private final byte[] image;

  /// @param image what the accelerator finds at its image base
  public ProgramInterpreter(Engine engine, byte[] image) {
    this.engine = engine;
    this.image = image.clone();
  }

  /// Sees everything that vector commands store, row by row.
  @FunctionalInterface
  public interface Observer {
    /// @param sequence of the vector command
    /// @param row absolute
    /// @param values one for each valid column of the group
    void stored(int sequence, int row, int[] values);
  }

  /// The logits of one image.
  ///
  /// @throws IllegalStateException if the program breaks a rule of docs/engine.md
  public int[] run(byte[] input, Observer observer) {
    return new Run(input, observer).run();
  }

  /// One frame: queues as the hardware has them, drained as soon as what they need is there.
  private final class Run {
    private final WordStream stream = new WordStream(engine, image);
    private final Deque<Fields> matrixQueue = new ArrayDeque<>();
    private final Deque<Fields> vectorQueue = new ArrayDeque<>();
    private final Deque<byte[]> tileWords = new ArrayDeque<>();
    private final Deque<byte[]> parameters = new ArrayDeque<>();
    private final Memories memories = new Memories(engine);
    private final MatrixUnit matrix = new MatrixUnit(engine, memories);
    private final TokenUnit tokens = new TokenUnit();
    private final TokenBound bound = new TokenBound(engine);
    private boolean leftOut;
    private final VectorUnit vector;
    private final byte[] input;

    Run(byte[] input, Observer observer) {
      this.input = input;
      this.vector = new VectorUnit(engine, memories, observer);
    }

    int[] run() {
      boolean ended = false;
      while (!ended) {
        Fields command = stream.command();
        switch (command.format()) {
          case LOAD -> load(command);
          case MATRIX -> matrix(command);
          case VECTOR -> vector(command);
          case SELECT -> tokens.select(bound.select(command));
          case BOUND -> bound.set(tokens.rows());
          case STORE -> vector.expectLogits(command.get("elements"));
          case END -> ended = true;
        }
        drain();
      }
      require(matrixQueue.isEmpty() && vectorQueue.isEmpty(), "commands are left at the end");
      require(tileWords.isEmpty() && parameters.isEmpty(), "payload is left at the end");
      return vector.logits();
    }

    private void load(Fields command) {
      LoadKind kind = LoadKind.values()[command.get("kind")];
      byte[] payload = stream.words(command.get("words"));
      require(command.get("wait_groups") <= vector.groups(), "a load waits for later commands");
      switch (kind) {
        case PARAMETERS -> parameters(payload);
        case TILES -> {
          for (int from = 0; from < payload.length; from += engine.pk()) {
            tileWords.add(Arrays.copyOfRange(payload, from, from + engine.pk()));
          }
        }
        case TABLE -> memories.loadTable(payload);
        case POSITION -> memories.loadPosition(payload);
        case GAINS -> memories.loadGains(payload);
        case IMAGE -> memories.loadImage(command, input);
      }
    }

    private void vector(Fields command) {
      Fields bounded = bound.vector(command);
      vectorQueue.add(bounded);
      leftOut = bounded.get("rows") == 0;
    }

    private void matrix(Fields command) {
      if (!leftOut) {
        matrixQueue.add(bound.matrix(command));
      }
    }

    private void parameters(byte[] payload) {
      if (!leftOut) {
        parameters.add(payload);
      }
    }

    private void drain() {
      withoutResults();
      while (!matrixQueue.isEmpty()) {
        Fields command = matrixQueue.peek();
        boolean last = command.get("last") == 1;
        boolean starved = tileWords.size() < command.get("tiles") * matrix.tileWords(command);
        if (starved || (last && parameters.isEmpty())) {
          return;
        }
        matrixQueue.remove();
        require(command.get("need_stream") <= vector.groups(), "a stream waits for itself");
        require(command.get("need_stationary") <= vector.groups(), "a tile waits for itself");
        require(!vectorQueue.isEmpty(), "a vector command must precede its matrix command");
        matrix.execute(command, vectorQueue.peek().get("valid_columns"), tileWords);
        if (command.get("judges") == 1) {
          tokens.judge(matrix.classRow(), matrix.classSum());
        }
        if (last) {
          vector.execute(vectorQueue.remove(), matrix, tokens, parameters.remove());
          withoutResults();
        }
      }
    }

    /// Vector commands that wait for no results.
    private void withoutResults() {
      while (!vectorQueue.isEmpty()) {
        Fields command = vectorQueue.peek();
        if (command.get("rows") == 0) {
          vector.leaveOut();
        } else if (command.get("role") == TokenRole.GATHER.ordinal()) {
          vector.gather(command, tokens);
        } else {
          return;
        }
        vectorQueue.remove();
      }
    }
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }
}
