package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// The parameters that the hardware library derives from those of an engine, under its names.
///
/// @param engine what they are derived from
/// @param memoryLanes lanes of a word of activation memory
/// @param segment columns of a row that are drained at once
/// @param granule lanes of the residual memory that are always written together
/// @param groups row groups of the longest matrix
/// @param valueBanks byte banks of a set of the value memory
/// @param sumBits width of a dot product
/// @param addressBits of the words of a queue of commands and of rows: 12
record Shape(
    Engine engine,
    int memoryLanes,
    int segment,
    int granule,
    int groups,
    int valueBanks,
    int sumBits,
    int addressBits) {
  private static final int ROW_BITS = 12;
  private static final int GAIN_STAGES = 4;

  static Shape of(Engine engine) {
    int segment = engine.drainColumns();
    int half = engine.pk() / 2;
    int granule = segment % half == 0 ? half : half % segment == 0 ? segment : 4;
    int reach = Math.max(segment, engine.pk() / engine.pm());
    return new Shape(
        engine,
        engine.memoryLanes(),
        segment,
        granule,
        Engine.ceilDiv(engine.maxTokens(), engine.pm()),
        1 << ceilLog2(reach),
        19 + ceilLog2(engine.pk() / 8),
        ROW_BITS - ceilLog2(engine.pm()));
  }

  boolean gains() {
    return engine.formats().gainWords() > 0;
  }

  boolean codeLimits() {
    return engine.formats().codeLimits();
  }

  /// Cycles that gains of columns add to the operand path.
  int gainStages() {
    return gains() ? GAIN_STAGES : 0;
  }

  int pm() {
    return engine.pm();
  }

  int pk() {
    return engine.pk();
  }

  int pn() {
    return engine.pn();
  }

  int accumulatorBits() {
    return engine.accumulatorBits();
  }

  /// Words of a row of a memory of so many columns.
  int stride(int columns) {
    return columns / memoryLanes;
  }

  /// Bits that count from 0 to `value` - 1.
  static int ceilLog2(int value) {
    return value <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(value - 1);
  }
}
