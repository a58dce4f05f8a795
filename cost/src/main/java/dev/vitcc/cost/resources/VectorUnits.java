package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// The vector unit and its statistics.
final class VectorUnits {
  private static final int VECTOR_FIELDS = 173;
  private static final int SCALE_BITS = 19;
  private static final int PARAMETER_SLOTS = 16;
  private static final int OUTPUT_DEPTH = 32;
  private static final int WRITE = 7;
  private static final int NORM_LATENCY = 15;
  private static final double RSQRT_LUT = 164;

  /// What the multiplier of a lane takes of an accumulator; more needs a second one.
  private static final int MULTIPLIER_BITS = 27;

  private final Shape shape;
  private final Engine engine;
  private final MatrixUnits matrix;

  VectorUnits(Shape shape, MatrixUnits matrix) {
    this.shape = shape;
    this.matrix = matrix;
    engine = shape.engine();
  }

  Resources vector() {
    int segment = shape.segment();
    int bits = shape.accumulatorBits();
    int beat = segment * bits;
    int parts = shape.memoryLanes() / segment;
    Resources row =
        Resources.sum(
            Resources.logic(19.0 * segment, beat + 16.0 * segment + 19),
            Parts.select(shape.pn() / segment, beat),
            Parts.select(parts, 16 * segment),
            lane().times(segment));
    return Resources.sum(
        Resources.logic(19, beat + 19.0 * segment + 17),
        row.times(shape.pm()),
        Parts.activationMemory(shape, 16, engine.residualColumns(), shape.granule()),
        control(),
        parameters(),
        progress(),
        output(),
        tables(),
        positions(),
        Parts.validLine(WRITE),
        delays());
  }

  private Resources delays() {
    return Resources.sum(
        Parts.delay(15, WRITE),
        shape.codeLimits() ? Parts.delay(7, 4) : Resources.NONE,
        Parts.delay(24, 3),
        Parts.delay(shape.pm() + 24, 5),
        Parts.delay(8, WRITE - 1),
        Parts.delay(shape.pm() + 64, WRITE));
  }

  /// From accumulator to stored value, with its own table or lines.
  private Resources lane() {
    int bits = shape.accumulatorBits();
    boolean one = bits <= MULTIPLIER_BITS;
    return new Resources(one ? 108 + 2.0 * bits : 140 + 2.2 * bits, 85 + 4.0 * bits, 0, 0, 0)
        .plus(shape.codeLimits() ? Resources.logic(10, 0) : Resources.NONE)
        .plus(Resources.dsp(one ? 1 : 2))
        .plus(FunctionLane.of(engine.formats().lines()));
  }

  private Resources control() {
    int products = matrix.strideProducts() + matrix.blockProducts();
    return Resources.sum(
        Resources.logic(213, 844),
        Resources.dsp(products),
        Parts.queue(VECTOR_FIELDS + (shape.codeLimits() ? 4 : 0), engine.commandDepth()),
        shape.codeLimits() ? Resources.logic(0, 28) : Resources.NONE,
        Parts.divide(shape.memoryLanes()),
        Parts.divide(engine.formats().narrowColumns() > 0 ? shape.segment() : shape.pn()),
        new NarrowColumns(shape).control());
  }

  /// Slots of bias and scale of all columns, in lookup tables.
  private Resources parameters() {
    int wordColumns = shape.pk() / 8;
    int columnBits = shape.accumulatorBits() + SCALE_BITS;
    int beats = shape.pn() / shape.segment();
    Resources words = Resources.NONE;
    for (int left = shape.pn(); left > 0; left -= wordColumns) {
      int columns = Math.min(left, wordColumns);
      words = words.plus(MemoryMapping.asynchronous(PARAMETER_SLOTS, columns * columnBits));
    }
    return Resources.sum(
        Resources.logic(57, 25), words, Parts.select(beats, shape.segment() * columnBits));
  }

  private Resources progress() {
    int levels = Shape.ceilLog2(shape.segment());
    int rotate = (Shape.ceilLog2(shape.valueBanks()) + 1) / 2;
    int last = WRITE + levels + NORM_LATENCY;
    return Resources.sum(
        Resources.logic(110, 28 + 2.0 * last),
        Parts.delay(15, Math.max(5 + rotate, WRITE)),
        Parts.delay(15, WRITE + levels + 2),
        Parts.delay(15, last));
  }

  private Resources output() {
    return Resources.logic(21, 6).plus(Parts.queue(16 * shape.segment() + 8, OUTPUT_DEPTH));
  }

  private Resources tables() {
    return Resources.sum(
        Resources.logic(30, 66),
        Parts.queue(8 * shape.pk() + 1, Engine.ceilDiv(engine.tableBytes(), shape.pk())),
        Parts.select(shape.pk() / 4, 32));
  }

  private Resources positions() {
    return Resources.logic(58, 40);
  }

  /// Maxima, sums and sums of squares of rows, and the constants of the layer norm.
  Resources statistics() {
    int segment = shape.segment();
    int levels = Shape.ceilLog2(segment);
    Resources row =
        Resources.sum(
            new Resources(16.0 * segment, 30.0 * segment + 16 + levels, segment, 0, 0),
            Parts.maximumTree(segment),
            Parts.rowStatistic(true, 16, shape.groups()),
            Parts.adderTree(segment, 16, 16 + levels, true),
            Parts.adderTree(segment, 30, 30 + levels, false),
            Parts.rowStatistic(false, 29, shape.groups()),
            Parts.rowStatistic(false, 43, shape.groups()),
            norm());
    return Resources.sum(
        Resources.logic(segment + 8.0, segment),
        row.times(shape.pm()),
        Parts.validLine(2 * levels + 2 + NORM_LATENCY),
        Parts.delay(15, levels),
        Parts.delay(15, levels + 1),
        Parts.delay(shape.pm() + 12, levels + 2),
        Parts.delay(shape.pm() + 12, levels + NORM_LATENCY));
  }

  /// Four products, three of them wider than a block: eleven blocks, whatever the engine.
  private Resources norm() {
    return Resources.sum(
        new Resources(567, 666, 11, 0, 0),
        Parts.normalize(64),
        Parts.table(engine.formats().evaluated().rsqrt(), RSQRT_LUT),
        Parts.validLine(11),
        Parts.delay(17, 7));
  }
}
