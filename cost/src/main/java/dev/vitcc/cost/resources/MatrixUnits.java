package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;
import java.util.stream.IntStream;

/// The units of the matrix side, from the streamer to the result FIFO.
///
/// Constants are what Yosys 0.23 makes of a module's own logic; what grows has a factor for each
/// lane, column or bit. Counts of DSP blocks and memories follow from the structure.
final class MatrixUnits {
  private static final int MATRIX_FIELDS = 123;
  private static final int CODE_FIELDS = 4;
  private static final int GAIN_FIELDS = 24;
  private static final int LOADER_FIELDS = 66;
  private static final int ADDRESS = 16;
  private static final int BUS_STAGE = 6;
  static final double RECIPROCAL_LUT = 121;

  /// Products that DSP blocks add one after the other.
  private static final int CASCADE = 8;

  private final Shape shape;
  private final NarrowColumns narrow;
  private final Engine engine;

  MatrixUnits(Shape shape) {
    this.shape = shape;
    narrow = new NarrowColumns(shape);
    engine = shape.engine();
  }

  /// Decodes commands and issues rows. The address of a row is a product with the width of its
  /// memory, which one of four constants gives.
  Resources streamer() {
    int parts = shape.memoryLanes() / shape.pk();
    return Resources.sum(
        Resources.logic(strideLuts(), 605),
        Resources.dsp(strideProducts()),
        Resources.dsp(Parts.constantProduct(13, shape.pk(), 20)),
        Parts.queue(MATRIX_FIELDS + formatFields(), engine.commandDepth()),
        shape.codeLimits() || shape.gains() ? Resources.logic(1, 16) : Resources.NONE,
        shape.gains() ? Resources.logic(22, 89) : Resources.NONE,
        Parts.divide(parts));
  }

  private int formatFields() {
    int codes = shape.codeLimits() || shape.gains() ? CODE_FIELDS : 0;
    return codes + (shape.gains() ? GAIN_FIELDS : 0);
  }

  /// Where only one memory's rows are as wide as no other's, ABC makes wide functions of the
  /// decoder of sources.
  private double strideLuts() {
    return distinctStrides() <= 2 ? 790 : 358;
  }

  private long distinctStrides() {
    return strides().distinct().count();
  }

  private IntStream strides() {
    return IntStream.of(
            engine.residualColumns(),
            engine.headColumns(),
            engine.hiddenColumns(),
            engine.scoreColumns())
        .map(shape::stride);
  }

  /// DSP blocks of a row's number times the words of a row.
  int strideProducts() {
    int first = shape.stride(engine.residualColumns());
    return distinctStrides() > 1 ? 1 : Parts.constantProduct(shape.addressBits(), first, ADDRESS);
  }

  /// DSP blocks of a block of tokens times the columns of the value memory.
  int blockProducts() {
    int bits = shape.addressBits() - Shape.ceilLog2(shape.valueBanks());
    return Parts.constantProduct(bits, engine.headColumns(), ADDRESS);
  }

  /// The activation memories that the streamer reads.
  Resources operands() {
    int row = 40;
    return Resources.sum(
        Resources.logic(12, 0),
        Parts.activationMemory(shape, 16, engine.residualColumns(), shape.granule()),
        Parts.activationMemory(shape, 16, engine.scoreColumns(), shape.segment()),
        Parts.activationMemory(shape, 8, engine.headColumns(), shape.segment()).times(2),
        Parts.activationMemory(shape, 8, engine.hiddenColumns(), 1),
        MemoryMapping.synchronous(shape.groups(), 1, 16).times(shape.pm()),
        MemoryMapping.synchronous(shape.groups(), 1, 43).times(shape.pm()),
        shape.gains() ? gains() : Resources.NONE,
        Parts.validLine(BUS_STAGE + shape.gainStages()),
        Parts.delay(row, BUS_STAGE + shape.gainStages()));
  }

  /// The gain memory, and what counts its words and loads.
  private Resources gains() {
    return Resources.sum(
        Resources.logic(28, 24),
        MemoryMapping.synchronous(engine.formats().gainWords(), 1, 8 * shape.pk()),
        Parts.delay(17, 4));
  }

  /// Pass, layer norm or exponential: a multiplier and the table of powers for each lane.
  Resources conditioner() {
    int parts = shape.memoryLanes() / shape.pk();
    Resources lane =
        Resources.sum(
            new Resources(131, 142, 1, 0, 0),
            shape.codeLimits() ? Resources.logic(52, 0) : Resources.NONE,
            shape.gains() ? gainLane() : Resources.NONE);
    Resources row =
        Resources.sum(
            Resources.logic(33.0 * shape.pk(), 25.0 * shape.pk() + 70),
            Parts.select(parts, 16 * shape.pk()).times(2),
            Parts.select(parts, 8 * shape.pk()).times(3),
            lane.times(shape.pk()));
    return Resources.sum(
        Resources.logic(2.0 * shape.pk() + 29, shape.pk() + 26.0),
        row.times(shape.pm()),
        shape.codeLimits() ? Resources.logic(24, 18) : Resources.NONE,
        shape.gains() ? Resources.logic(21, 13) : Resources.NONE,
        Parts.delay(8, 4));
  }

  /// The multiplier of a column's gain, and the way past it. It is a DSP block where narrow columns
  /// leave some, else lookup tables.
  private Resources gainLane() {
    int rounding = 4;
    boolean block = engine.formats().narrowColumns() > 0;
    return Resources.sum(
        block ? new Resources(96, 72, 1, 0, 0) : Resources.logic(224, 255),
        Resources.logic(0, rounding),
        Parts.delay(9, 3));
  }

  /// Loader, tile FIFO, key and value memories, and the bus to the array.
  Resources stationary() {
    return Resources.sum(
        Resources.logic(26.0 * shape.pk() + tileWords() + 6, 17.0 * shape.pk() + tileWords()),
        narrow.bus(),
        loader(),
        tiles(),
        keys(),
        values(),
        Parts.validLine(BUS_STAGE + shape.gainStages()),
        Parts.delay(2, BUS_STAGE),
        Parts.delay(8, BUS_STAGE - 1));
  }

  private Resources loader() {
    int strideProducts =
        Parts.constantProduct(shape.addressBits(), shape.stride(engine.headColumns()), ADDRESS);
    return Resources.sum(
        Resources.logic(410, 342),
        Resources.dsp(strideProducts + blockProducts()),
        Parts.queue(LOADER_FIELDS, engine.commandDepth()),
        Parts.divide(shape.memoryLanes() / shape.pk()));
  }

  private int tileWords() {
    return engine.tileWords(shape.pn());
  }

  private Resources tiles() {
    int depth = engine.tileDepth() * tileWords();
    int count = Shape.ceilLog2(depth + 1);
    return Resources.logic(70 + 5.0 * count, 32 + 2.0 * count)
        .plus(MemoryMapping.synchronous(depth, 1, 8 * shape.pk()));
  }

  private Resources keys() {
    return Resources.sum(
        Parts.activationMemory(shape, 8, engine.headColumns(), shape.segment()),
        Parts.select(shape.pm(), 8 * shape.memoryLanes()),
        Parts.select(shape.memoryLanes() / shape.pk(), 8 * shape.pk()),
        Parts.delay(ADDRESS, 3),
        Parts.delay(11, 4));
  }

  /// Byte banks, and a rotator before and one behind those of each set.
  private Resources values() {
    int banks = shape.valueBanks();
    int setBlock = shape.pk() / shape.pm();
    int blocks = Engine.ceilDiv(shape.groups(), setBlock);
    int depth = Engine.ceilDiv(blocks * setBlock, banks) * engine.headColumns();
    boolean straddle = banks % setBlock != 0;
    Resources bank =
        MemoryMapping.synchronous(depth, 1, 8).plus(Resources.logic(straddle ? 24 : 0, 0));
    Resources set = Parts.rotate(banks).times(2).plus(bank.times(banks));
    return Resources.sum(
        Resources.logic(5.3 * banks, 16.0 * banks + 10),
        set.times(shape.pm()),
        Parts.delay(32, 2 + shape.gainStages()));
  }

  /// Weights in shadow and active registers; cascades of DSP blocks, one for two columns, and trees
  /// behind them. What leads to them is delayed by place in a cascade.
  Resources array() {
    int chains = shape.pk() / CASCADE;
    int wide = engine.wideColumns();
    Resources chain = new Resources(1, 38, CASCADE, 0, 0);
    Resources tree = Parts.adderTree(chains, 19, shape.sumBits(), true);
    Resources dot = chain.times(chains).plus(tree.times(2));
    int skewed = tileWords() + 8 * chains + 9 * chains * shape.pm();
    Resources skew =
        IntStream.range(1, CASCADE)
            .mapToObj(place -> Parts.delay(skewed, place))
            .reduce(Resources.NONE, Resources::plus);
    return Resources.sum(
        Resources.logic(1, 9.0 * shape.pm() * shape.pk() + 16.0 * shape.pk() * wide),
        dot.times(shape.pm() * wide / 2.0),
        skew,
        narrow.array(),
        Parts.validLine(CASCADE - 1),
        Parts.validLine(11 + Shape.ceilLog2(chains)));
  }

  /// An adder for each column, and a memory that all of a row lie side by side in.
  Resources accumulators() {
    int bits = shape.pm() * shape.pn() * shape.accumulatorBits();
    return Resources.logic(bits + 5.0, bits + 28.0)
        .plus(MemoryMapping.synchronous(shape.groups(), 1, bits));
  }

  /// The FIFO between array and vector unit.
  Resources results() {
    int bits = shape.pm() * shape.pn() * shape.accumulatorBits();
    return Resources.sum(
        Resources.logic(9, 0),
        Parts.queue(bits, engine.resultDepth()),
        Parts.delay(14, 10 + Shape.ceilLog2(shape.pk() / 8)));
  }

  /// Sums of exponentials and their reciprocals.
  Resources rowScales() {
    int levels = Shape.ceilLog2(shape.pk());
    Resources reciprocal =
        Resources.sum(
            new Resources(75, 53, 1, 0, 0),
            Parts.normalize(32),
            Parts.table(engine.formats().evaluated().reciprocal(), RECIPROCAL_LUT),
            Parts.validLine(6),
            Parts.delay(8, 3),
            Parts.delay(16, 4));
    Resources row =
        Resources.sum(
            Parts.adderTree(shape.pk(), 8, 8 + levels, false),
            Parts.rowStatistic(false, 20, shape.groups()),
            reciprocal);
    return Resources.sum(
        Resources.logic(1, 0),
        row.times(shape.pm()),
        Parts.queue(19 * shape.pm(), engine.resultDepth()),
        Parts.validLine(levels + 2),
        Parts.delay(13, levels),
        Parts.delay(25, levels + 2));
  }
}
