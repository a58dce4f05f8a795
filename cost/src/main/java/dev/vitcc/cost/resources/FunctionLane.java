package dev.vitcc.cost.resources;

import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Engine;

/// What computes the function after a hidden layer, in each lane of the vector unit.
public final class FunctionLane {
  private static final int WRITE_BYTES = 4;

  /// What saturation takes beside the last adder.
  private static final double LIMIT = 2;

  private FunctionLane() {}

  /// A table in block memory, or lines.
  public static Resources of(Lines lines) {
    return lines.exist() ? points(lines) : table();
  }

  private static Resources table() {
    int words = (1 << Engine.TABLE_INDEX_BITS) / WRITE_BYTES;
    return MemoryMapping.synchronous(words, 1, WRITE_BYTES * Byte.SIZE);
  }

  /// An adder for each bit of z, each a bit shorter than the one before, and the coefficients in
  /// lookup tables.
  private static Resources points(Lines lines) {
    int zBits = Engine.TABLE_INDEX_BITS - lines.segmentBits();
    int word = lines.slopeBits() + lines.interceptBits();
    int sum = Math.max(lines.slopeBits() + zBits, lines.interceptBits()) + 1;
    int adders = zBits * sum - zBits * (zBits - 1) / 2;
    return Resources.logic(LIMIT + adders, (double) word + zBits)
        .plus(MemoryMapping.asynchronous(lines.segments(), word));
  }
}
