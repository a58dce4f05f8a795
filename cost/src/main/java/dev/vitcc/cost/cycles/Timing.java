package dev.vitcc.cost.cycles;

import dev.vitcc.ir.program.Engine;

/// The latencies of an engine's pipelines, in cycles; each is read from the module it names.
///
/// @param result from the cycle in which a row is issued to the one in which its result can be
///   drained: streamer 1, conditioner 6 or with gains 10 (`vitcc_operands`), array 11 + log2(pk /
///   8) (`vitcc_array`), accumulators 1, result FIFO 1
/// @param operands from the cycle in which a row is issued to its operands: streamer 1, conditioner
///   6 or 10
/// @param rowScale from the cycle in which a row is issued to the one in which its scale is there:
///   streamer and conditioner 7 or 11, sum over pk lanes and over tiles log2(pk) + 2, reciprocal 6,
///   FIFO 1 (`vitcc_row_scales`)
/// @param shortExit from the last beat of a row to the cycle in which it counts as done: register
///   1, then `ShortExit` of `vitcc_vector`, then the register of `vitcc_progress`
/// @param middleExit the same for a row of scores whose maximum is complete
/// @param longExit the same for a residual row whose layer-norm constants are complete
/// @param normHold from the last beat of the last such row to the first cycle in which the
///   constants may change
/// @param output from a beat of logits to the cycle in which the store unit sees it
/// @param columnRead from the cycle in which the loader claims a column of weights to the one in
///   which its entry of the tile FIFO is free: `WeightRead` of `vitcc_stationary` and two registers
/// @param commandWords stream words of a command (`vitcc_dispatcher`)
record Timing(
    int result,
    int operands,
    int rowScale,
    int shortExit,
    int middleExit,
    int longExit,
    int normHold,
    int output,
    int columnRead,
    int commandWords) {
  /// `MinTile` of `vitcc_streamer`: a tile lasts at least this long.
  static final int LEAST_TILE = 8;

  /// `MinBeats` of `vitcc_vector_control`: a command of fewer rows is followed by as many cycles.
  static final int LEAST_GROUP = 4;

  /// `Pause` of `vitcc_vector_control`, while the package token is added up.
  static final int PACKAGE = 8;

  /// `Slots` of `vitcc_parameters`.
  static final int PARAMETER_SLOTS = 16;

  /// `Depth` of `vitcc_output`: beats of logits.
  static final int OUTPUT_BEATS = 32;

  /// Bytes that `vitcc_table_loader` writes a cycle.
  static final int TABLE_BYTES = 4;

  /// `Settled` of `vitcc_sequencer`, and the register of `vitcc_dispatcher`: from the cycle in
  /// which End is taken to the first in which the frame may be over.
  static final int SETTLE = 16;

  private static final int WRITE = 7; // `Write` of `vitcc_vector`
  private static final int VALUE_WRITE = 5; // `ValueWrite`
  private static final int NORM = 15; // `NormLatency` of `vitcc_statistics`, without the tree
  private static final int MAXIMUM = 2; // `MaximumLatency`, without the tree
  private static final int OPERANDS = 7; // streamer and `Latency` of `vitcc_operands`
  private static final int GAIN = 4; // `GainStages` of `vitcc_compute`
  private static final int WEIGHT_READ = 4; // `WeightRead` of `vitcc_stationary`
  private static final int RECIPROCAL = 6; // `vitcc_reciprocal`

  static Timing of(Engine engine) {
    int gain = engine.formats().gainWords() > 0 ? GAIN : 0;
    int operands = OPERANDS + gain;
    int array = 11 + log2(engine.pk() / 8);
    int drainLevels = log2(engine.drainColumns());
    int banks = log2(Math.max(engine.drainColumns(), engine.pk() / engine.pm()));
    int rotate = (banks + 1) / 2;
    int shortExit = Math.max(VALUE_WRITE + rotate, WRITE);
    int longExit = WRITE + drainLevels + NORM;
    return new Timing(
        operands + array + 2,
        operands,
        operands + log2(engine.pk()) + 2 + RECIPROCAL + 1,
        1 + shortExit + 1,
        1 + WRITE + drainLevels + MAXIMUM + 1,
        1 + longExit + 1,
        1 + longExit + 1,
        1 + WRITE + 1,
        1 + WEIGHT_READ + gain + 1,
        StreamWords.command(engine));
  }

  /// The binary logarithm, rounded up.
  private static int log2(int value) {
    return value <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(value - 1);
  }
}
