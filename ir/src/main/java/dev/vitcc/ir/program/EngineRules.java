package dev.vitcc.ir.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the parameters of an engine must fulfil together (docs/engine.md).
public final class EngineRules {
  private static final int LEAST_LANES = 8;
  private static final int MOST_LANES = 128;
  private static final int LEAST_DRAIN = 4;
  private static final int MOST_COLUMNS = 256;
  private static final int MOST_TOKENS = 4095;
  private static final int MOST_PORTS = 8;
  private static final int LEAST_RESULTS = 32;

  /// What a 16-bit address reaches.
  private static final int MOST_WORDS = 1 << 16;

  private EngineRules() {}

  /// Every rule that the engine breaks, as a sentence with what was found and what is expected.
  public static List<String> violations(Engine engine) {
    List<String> wrong = new ArrayList<>();
    oneOf(wrong, "pm", engine.pm(), Set.of(1, 2, 4));
    lanes(wrong, "pk", engine.pk());
    boolean uniform = engine.formats().narrowColumns() == 0;
    lanes(wrong, uniform ? "pn" : "pn without narrow columns", engine.wideColumns());
    oneOf(wrong, "axi", engine.axiBits(), Set.of(32, 64, 128, 256, 512));
    range(wrong, "ports", engine.ports(), 1, MOST_PORTS);
    range(wrong, "tokens", engine.maxTokens(), 1, MOST_TOKENS);
    range(wrong, "accumulator bits", engine.accumulatorBits(), 1, 32);
    range(wrong, "waiting results", engine.resultDepth(), LEAST_RESULTS, Integer.MAX_VALUE);
    range(wrong, "tiles ahead", engine.tileDepth(), 1, Integer.MAX_VALUE);
    range(wrong, "waiting commands", engine.commandDepth(), 1, Integer.MAX_VALUE);
    if (wrong.isEmpty()) {
      together(wrong, engine);
    }
    if (wrong.isEmpty() && !uniform) {
      narrow(wrong, engine);
    }
    return wrong;
  }

  private static void narrow(List<String> wrong, Engine engine) {
    Formats formats = engine.formats();
    int columns = formats.narrowColumns();
    if (formats.narrow() == NarrowFormat.NONE) {
      wrong.add("engine: %d narrow columns have no format".formatted(columns));
    }
    if (!divides(LEAST_LANES, columns) || engine.pn() > MOST_COLUMNS) {
      wrong.add(
          "engine: %d narrow columns of pn = %d, expected a multiple of %d, and pn at most %d"
              .formatted(columns, engine.pn(), LEAST_LANES, MOST_COLUMNS));
    }
    int drained = engine.drainColumns();
    if (!divides(drained, engine.wideColumns())) {
      wrong.add(
          "engine: lanes = %d must be pm = %d times a divisor of the %d columns that aren't narrow"
              .formatted(engine.lanes(), engine.pm(), engine.wideColumns()));
    }
    if (!divides(drained, engine.pk()) && !divides(engine.pk(), drained)) {
      wrong.add(
          "engine: pk = %d and the %d columns drained a cycle: one must divide the other"
              .formatted(engine.pk(), drained));
    }
    range(wrong, "activation bits", formats.activationBits(), 2, Byte.SIZE);
  }

  private static void together(List<String> wrong, Engine engine) {
    boolean aligned = divides(engine.pk(), engine.pn()) || divides(engine.pn(), engine.pk());
    if (!aligned && engine.formats().narrowColumns() == 0) {
      wrong.add(
          "engine: pk = %d and pn = %d: one must divide the other"
              .formatted(engine.pk(), engine.pn()));
    }
    if (!divides(engine.pm(), engine.pk())) {
      wrong.add("engine: pm = %d must divide pk = %d".formatted(engine.pm(), engine.pk()));
    }
    int columns = engine.drainColumns();
    if (!divides(engine.pm(), engine.lanes())
        || columns < LEAST_DRAIN
        || !divides(LEAST_DRAIN, columns)
        || !divides(columns, engine.pn())) {
      wrong.add(
          "engine: lanes = %d must be pm = %d times a divisor of pn = %d that is a multiple of %d"
              .formatted(engine.lanes(), engine.pm(), engine.pn(), LEAST_DRAIN));
    }
    memory(wrong, "residual", engine.residualColumns(), engine);
    memory(wrong, "head", engine.headColumns(), engine);
    memory(wrong, "hidden", engine.hiddenColumns(), engine);
    range(wrong, "gain words", engine.formats().gainWords(), 0, MOST_WORDS);
    int bus = engine.busBytes();
    if (!divides(bus, engine.pk()) && !divides(engine.pk(), bus)) {
      wrong.add(
          "engine: %d ports of %d bits bring %d bytes a beat, which neither divides pk = %d nor is a"
                  .formatted(engine.ports(), engine.axiBits(), bus, engine.pk())
              + " multiple of it");
    }
  }

  private static void memory(List<String> wrong, String name, int columns, Engine engine) {
    int lanes = engine.memoryLanes();
    if (columns < lanes || !divides(lanes, columns)) {
      wrong.add(
          "engine: %s columns = %d, expected a multiple of the %d lanes of a memory word"
              .formatted(name, columns, lanes));
      return;
    }
    long words = (long) Engine.ceilDiv(engine.maxTokens(), engine.pm()) * (columns / lanes);
    if (words > MOST_WORDS) {
      wrong.add(
          "engine: %d tokens of %d %s columns take %d words in each bank, more than %d"
              .formatted(engine.maxTokens(), columns, name, words, MOST_WORDS));
    }
  }

  private static void lanes(List<String> wrong, String name, int value) {
    if (value < LEAST_LANES || value > MOST_LANES || value % LEAST_LANES != 0) {
      wrong.add(
          "engine: %s = %d, expected a multiple of %d from %d to %d"
              .formatted(name, value, LEAST_LANES, LEAST_LANES, MOST_LANES));
    }
  }

  private static void oneOf(List<String> wrong, String name, int value, Set<Integer> expected) {
    if (!expected.contains(value)) {
      wrong.add(
          "engine: %s = %d, expected one of %s"
              .formatted(name, value, expected.stream().sorted().toList()));
    }
  }

  private static void range(List<String> wrong, String name, int value, int least, int most) {
    if (value < least || value > most) {
      String expected = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
      wrong.add("engine: %s = %d, expected %s".formatted(name, value, expected));
    }
  }

  private static boolean divides(int divisor, int value) {
    return value % divisor == 0;
  }
}
