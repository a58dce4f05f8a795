package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// What it takes to drop tokens: the unit that judges them, and in the vector unit what gathers
/// them.
final class Tokens {
  private static final int SCORE_BITS = 24;
  private static final int ROW_BITS = 12;
  private static final int SELECT_FIELDS = 62;
  private static final int ADDRESS = 16;

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
        new Resources(960, 533, 2, 0, 0),
        Parts.queue(SELECT_FIELDS, engine.commandDepth()),
        MemoryMapping.synchronous(words, 1, Byte.SIZE * shape.pk()),
        MemoryMapping.synchronous(tokens, 1, SCORE_BITS),
        MemoryMapping.synchronous(tokens, 1, SCORE_BITS + ROW_BITS),
        Parts.select(shape.pk(), Byte.SIZE),
        Parts.normalize(32),
        Parts.table(engine.formats().evaluated().reciprocal(), MatrixUnits.RECIPROCAL_LUT));
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
