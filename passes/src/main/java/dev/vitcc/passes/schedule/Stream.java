package dev.vitcc.passes.schedule;

import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.StreamSource;
import dev.vitcc.passes.schedule.Commands.Gains;

/// Rows of one memory that stream past some of the layer's tiles.
record Stream(
    StreamSource source,
    int rows,
    int row,
    int column,
    int columns,
    int block,
    int paddedBlock,
    int leadingRows,
    int need,
    int bits,
    Gains gains) {
  /// Of codes that stream as they are.
  static Stream plain(
      StreamSource source, int rows, int columns, int block, int paddedBlock, int need) {
    return new Stream(
        source, rows, 0, 0, columns, block, paddedBlock, 0, need, Engine.CODE_BITS, Gains.NONE);
  }

  /// The same from another column of the memory on.
  Stream at(int first) {
    return new Stream(
        source, rows, row, first, columns, block, paddedBlock, leadingRows, need, bits, gains);
  }

  Stream after(int zeroRows) {
    return new Stream(
        source, rows, row, column, columns, block, paddedBlock, zeroRows, need, bits, gains);
  }

  int tiles(int pk) {
    return Engine.ceilDiv(columns / block * paddedBlock, pk);
  }
}
