package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// What it takes to drop tokens: the unit that judges them, and in the vector unit what gathers
/// them.
final class Tokens {
  private static final int SCORE_BITS = 24;
  private static final int ROW_BITS = 12;
  private static final int SELECT_FIELDS = 105;
  private static final int ADDRESS = 16;

  /// Counters of the tokens after each stage.
  private static final int STAGES = 8;

  private static final int COUNTER_BITS = 64;

  private Tokens() {}

  /// `vitcc_tokens`.
  static Resources unit(Shape shape) {
    Engine engine = shape.engine();
    if (!engine.formats().pruning().exists()) {
      return Resources.NONE;
    }
    int tokens = engine.maxTokens();
    int words = Engine.ceilDiv(tokens, shape.pk());
    return Resources.sum(
        new Resources(1166, 690, 2, 0, 0),
        Parts.queue(SELECT_FIELDS, engine.commandDepth()),
        MemoryMapping.synchronous(words, 1, Byte.SIZE * shape.pk()),
        MemoryMapping.synchronous(tokens, 1, SCORE_BITS),
        MemoryMapping.synchronous(tokens, 1, SCORE_BITS + ROW_BITS),
        Parts.select(shape.pk(), Byte.SIZE),
        Parts.normalize(32),
        Parts.table(engine.formats().evaluated().reciprocal(), MatrixUnits.RECIPROCAL_LUT),
        votes(shape));
  }

  /// `vitcc_votes`: codes of all heads of a row side by side, two of them looked at a cycle.
  private static Resources votes(Shape shape) {
    Engine engine = shape.engine();
    if (!engine.formats().pruning().learns()) {
      return Resources.NONE;
    }
    int kept = Math.min(shape.segment(), Engine.MOST_VOTERS);
    int depth = shape.groups() * Engine.ceilDiv(Engine.MOST_VOTERS, kept);
    int width = Byte.SIZE * kept;
    return Resources.sum(
        new Resources(270, 191, 1, 0, 0),
        Resources.sum(
                MemoryMapping.synchronous(depth, shape.pm(), width),
                Parts.select(shape.pm(), width),
                Parts.select(kept, Byte.SIZE))
            .times(2));
  }

  /// In the dispatcher: `vitcc_bound`, where commands are shortened to the tokens that are left.
  static Resources bound(Shape shape) {
    return shape.engine().formats().pruning().bounds() ? Resources.logic(170, 14) : Resources.NONE;
  }

  /// What is counted of tokens, and read over AXI-Lite.
  static Resources counters(Shape shape) {
    return shape.engine().formats().pruning().bounds()
        ? Resources.logic(360, STAGES * COUNTER_BITS + 6)
        : Resources.NONE;
  }

  /// Lanes that add up the package token, and the choice of what is added to the stream.
  static Resources lanes(Shape shape) {
    if (!shape.engine().formats().pruning().exists()) {
      return Resources.NONE;
    }
    int segment = shape.segment();
    Resources lane = new Resources(138 + 2.0 * shape.accumulatorBits(), 98, 1, 0, 0);
    int stride = shape.stride(shape.engine().residualColumns());
    int products = Parts.constantProduct(ROW_BITS, stride, ADDRESS);
    Resources choice = Resources.logic(16.0 * segment, 0);
    return Resources.sum(
        lane.times(segment),
        choice.plus(Parts.select(shape.pm(), 16 * segment)).times(shape.pm()),
        Resources.dsp(products),
        Resources.logic(60, 161));
  }
}
