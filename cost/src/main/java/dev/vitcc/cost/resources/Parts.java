package dev.vitcc.cost.resources;

/// What the small modules that all units are made of take: lookup tables and flip-flops a bit, as
/// Yosys 0.23 maps them.
final class Parts {
  private static final int LONGEST_SHIFT_REGISTER = 32;

  /// The least product that Yosys gives a DSP block, in bits.
  private static final int LEAST_PRODUCT = 9;

  private static final int TABLE_BITS = 16;

  private Parts() {}

  /// `vitcc_delay`: up to two stages of flip-flops, else shift registers in lookup tables.
  static Resources delay(int width, int stages) {
    return stages <= 2
        ? Resources.logic(0, (double) width * stages)
        : Resources.logic(width * Math.ceil(stages / (double) LONGEST_SHIFT_REGISTER), 0);
  }

  /// `vitcc_valid_line`; a reset that is active low costs an inverter each.
  static Resources validLine(int stages) {
    return Resources.logic(stages, stages);
  }

  /// `vitcc_adder_tree`: unsigned sums grow by a bit a level, signed ones have all bits from the
  /// start.
  static Resources adderTree(int terms, int inBits, int outBits, boolean signed) {
    double lut = 0;
    double ff = 0;
    int widest = inBits;
    for (int from = terms; from > 1; from = (from + 1) / 2) {
      int sums = from / 2;
      int passed = from % 2;
      int bits = signed ? outBits : Math.min(outBits, widest + 1);
      ff += (double) sums * bits + (double) passed * (signed ? bits : widest);
      lut += sums * (signed ? from == terms ? inBits : bits : bits - 1.0);
      widest = bits;
    }
    return Resources.logic(lut, ff);
  }

  /// `vitcc_maximum_tree` of 16-bit terms: a comparison and a multiplexer each.
  static Resources maximumTree(int terms) {
    double lut = 0;
    double ff = 0;
    for (int from = terms; from > 1; from = (from + 1) / 2) {
      int compared = from / 2;
      lut += 28.0 * compared;
      ff += 16.0 * (from - compared);
    }
    return Resources.logic(lut, ff);
  }

  /// `vitcc_queue`: the memory, two pointers and a count.
  static Resources queue(int width, int depth) {
    int index = Math.max(1, Shape.ceilLog2(depth));
    int count = Shape.ceilLog2(depth + 1);
    double lut = depth <= 4 ? 18 : 38 + (depth - 16) / 4.0;
    return Resources.logic(Math.min(lut, 60), 2.0 * index + count + index)
        .plus(MemoryMapping.asynchronous(depth, width));
  }

  /// `vitcc_select`: a choice between up to four is a lookup table a bit.
  static Resources select(int parts, int width) {
    int choices = 0;
    for (int from = parts; from > 1; from = (from + 3) / 4) {
      choices += from / 4 + (from % 4 > 1 ? 1 : 0);
    }
    return Resources.logic((double) choices * width, 0);
  }

  /// `vitcc_rotate` of bytes.
  static Resources rotate(int lanes) {
    int bits = Shape.ceilLog2(lanes);
    int stages = (bits + 1) / 2;
    return Resources.logic(8.0 * lanes * stages, 8.0 * lanes * stages + bits * (stages - 1.0));
  }

  /// `vitcc_divide`: by a power of two it is wiring, else a product and its remainder.
  static Resources divide(int divisor) {
    return Integer.bitCount(divisor) == 1
        ? Resources.NONE
        : Resources.dsp(1).plus(Resources.logic(15, 0));
  }

  /// A product with a constant: DSP blocks. Factors of two are wiring, and what is left of a small
  /// product is logic.
  ///
  /// @param bits of the other factor
  /// @param outBits that are kept of the product
  static int constantProduct(int bits, int constant, int outBits) {
    int shift = Integer.numberOfTrailingZeros(constant);
    int odd = constant >> shift;
    int factorBits = Shape.ceilLog2(odd + 1);
    return odd > 1 && Math.min(bits + factorBits, outBits - shift) >= LEAST_PRODUCT ? 1 : 0;
  }

  /// `vitcc_row_statistic`: two adders or comparisons, and the rows' partial results in memory.
  static Resources rowStatistic(boolean maximum, int width, int depth) {
    return Resources.logic(maximum ? 44 : 4.0 * width + 3, 2.0 * width + 27)
        .plus(MemoryMapping.synchronous(depth, 1, width));
  }

  /// `vitcc_activation_memory`: a bank for each row, and before each the choice between the vector
  /// unit and a loader.
  static Resources activationMemory(Shape shape, int laneBits, int columns, int granule) {
    int lanes = shape.memoryLanes();
    int granules = lanes / granule;
    int depth = shape.groups() * shape.stride(columns);
    return Resources.logic((double) lanes * laneBits + 17 + granules, 0)
        .plus(MemoryMapping.synchronous(depth, granules, granule * laneBits))
        .times(shape.pm());
  }

  /// `vitcc_normalize`: three stages of shifts.
  static Resources normalize(int bits) {
    return bits == 32 ? Resources.logic(187, 108) : Resources.logic(420, 204);
  }

  /// A table that is a block memory, or the lines that give the same (`NumericForms`).
  ///
  /// @param lut of the lines
  static Resources table(boolean evaluated, double lut) {
    return evaluated ? Resources.logic(lut, TABLE_BITS) : new Resources(0, 0, 0, 0.5, 0);
  }
}
