package dev.vitcc.cost.resources;

import dev.vitcc.ir.program.Engine;

/// What Yosys makes of a memory with one write and one read port.
///
/// `memory_libmap` weighs every shape that its libraries for UltraScale+ (`brams_xc4v.txt`,
/// `lutrams_xcu.txt`) offer, by a cost of primitives and of the multiplexers between them, and
/// takes the cheapest. The same costs are compared here, so that counts of blocks are exact.
final class MemoryMapping {
  /// Words of a block memory of 18 Kib and of 36 Kib at a width of one bit.
  private static final int HALF_ADDRESS_BITS = 14;

  private static final int FULL_ADDRESS_BITS = 15;
  private static final int HALF_COST = 129;
  private static final int FULL_COST = 257;
  private static final int[] BLOCK_WIDTHS = {1, 2, 4, 9, 18, 36, 72};
  private static final int HALF_WIDTHS = 6;

  /// Bits of a block memory that share a write enable.
  private static final int BYTE = 9;

  private static final double LUT_MEMORY_COST = 16;
  private static final int LUTS_OF_LUT_MEMORY = 8;

  /// A distributed memory: 32 words of 14 bits, or 64 words of 7.
  private static final int[][] LUT_MEMORIES = {{32, 14}, {64, 7}};

  private static final double MULTIPLEXER_COST = 0.5;
  private static final double EMULATION_COST = 2;

  /// Points for a read port of its own, and for a written word that is handed on in logic.
  private static final int OWN_PORT = 1;

  private static final int HANDED_ON = 3;

  private MemoryMapping() {}

  /// `vitcc_memory`: reads one cycle later, and reads the old word where it is written.
  ///
  /// @param segments parts of a word with write enables of their own
  static Resources synchronous(int depth, int segments, int segmentBits) {
    int width = segments * segmentBits;
    Choice best = cheapest(depth, segments, segmentBits, OWN_PORT);
    if (best.kind == Kind.LOGIC) {
      return Resources.logic(0.5 * width * depth + segments * depth, width * (depth + 1.0));
    }
    Resources parts = best.resources(width, segments);
    return best.kind == Kind.DISTRIBUTED ? parts.plus(Resources.logic(0, width)) : parts;
  }

  /// The memory of a FIFO that shows its oldest entry without being asked. Yosys pulls the register
  /// of the address into the memory, and hands on what is written to the word that is read.
  static Resources asynchronous(int depth, int width) {
    Choice best = cheapest(depth, 1, width, OWN_PORT + HANDED_ON);
    return switch (best.kind) {
      case LOGIC -> Resources.logic(0.5 * width * depth, (double) width * depth);
      case DISTRIBUTED -> best.resources(width, 1);
      case BLOCK -> best.resources(width, 1).plus(Resources.logic(width + 25.0, width));
    };
  }

  private static Choice cheapest(int depth, int segments, int segmentBits, int points) {
    Choice best = new Choice(Kind.LOGIC, 1, 0, 0, (double) depth * segments * segmentBits);
    for (int[] shape : LUT_MEMORIES) {
      int banks = Engine.ceilDiv(depth, shape[0]);
      int bits = segments * Engine.roundUp(segmentBits, shape[1]);
      int count = Engine.ceilDiv(banks * bits, shape[1]);
      double cost =
          LUT_MEMORY_COST * banks * segments * segmentBits / shape[1]
              + EMULATION_COST * OWN_PORT
              + multiplexers(banks, segments, segmentBits);
      best = best.orCheaper(new Choice(Kind.DISTRIBUTED, banks, count, 0, cost));
    }
    for (int i = 0; i < BLOCK_WIDTHS.length; i++) {
      for (boolean half : new boolean[] {true, false}) {
        if (!half || i < HALF_WIDTHS) {
          best = best.orCheaper(block(depth, segments, segmentBits, new Block(half, i), points));
        }
      }
    }
    return best;
  }

  private static Choice block(int depth, int segments, int segmentBits, Block block, int points) {
    int width = BLOCK_WIDTHS[block.index];
    int banks = Engine.ceilDiv(depth, 1 << block.addressBits());
    int bits = segments * Engine.roundUp(segmentBits, Math.min(BYTE, width));
    int count = Engine.ceilDiv(banks * bits, width);
    double cost =
        (double) (block.half ? HALF_COST : FULL_COST) * count
            + EMULATION_COST * points
            + multiplexers(banks, segments, segmentBits);
    return new Choice(Kind.BLOCK, banks, count, block.half ? 0.5 : 1, cost);
  }

  private static double multiplexers(int banks, int segments, int segmentBits) {
    return banks == 1
        ? 0
        : MULTIPLEXER_COST * ((banks - 1.0) * segments * segmentBits + (double) banks * segments);
  }

  private enum Kind {
    LOGIC,
    DISTRIBUTED,
    BLOCK
  }

  /// A shape of a block memory: the width's place in the table.
  private record Block(boolean half, int index) {
    int addressBits() {
      return (half ? HALF_ADDRESS_BITS : FULL_ADDRESS_BITS) - index;
    }
  }

  /// @param banks groups of words with a multiplexer behind them
  /// @param count primitives
  /// @param size of a primitive, in blocks of 36 Kib
  private record Choice(Kind kind, int banks, int count, double size, double cost) {
    /// Yosys keeps the cost of the best so far as a whole number.
    Choice orCheaper(Choice other) {
      return other.cost < Math.floor(cost) ? other : this;
    }

    Resources resources(int width, int segments) {
      double lut = kind == Kind.DISTRIBUTED ? (double) LUTS_OF_LUT_MEMORY * count : 0;
      double ff = 0;
      if (banks > 1) {
        lut += width * lutsOfMultiplexer(banks) + (double) banks * segments;
        ff = kind == Kind.BLOCK ? Shape.ceilLog2(banks) : 0;
      }
      return new Resources(lut, ff, 0, kind == Kind.BLOCK ? count * size : 0, 0);
    }

    /// Lookup tables a bit, as measured.
    private static double lutsOfMultiplexer(int banks) {
      return switch (banks) {
        case 2, 3, 4 -> 1;
        case 5 -> 4;
        case 6, 7, 8 -> 3;
        case 9 -> 3.25;
        case 10 -> 4.3;
        case 11, 12 -> 5;
        default -> 0.43 * banks;
      };
    }
  }
}
