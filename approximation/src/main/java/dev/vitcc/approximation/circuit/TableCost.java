package dev.vitcc.approximation.circuit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts the lookup tables of a read-only memory.
///
/// Each bit of the data is a function of the address. Its 64-entry pieces take a lookup table,
/// equal ones the same; four pieces are chosen from by multiplexers of the slice, four of such
/// groups by another lookup table.
final class TableCost {
  private static final int PIECE_BITS = 6;

  private TableCost() {}

  /// @param entries words, of which `width` bits are data
  static int lut(List<Long> entries, int addressBits, int width) {
    int lut = 0;
    for (int bit = 0; bit < width; bit++) {
      lut += lutOfBit(entries, addressBits, bit);
    }
    return lut;
  }

  private static int lutOfBit(List<Long> entries, int addressBits, int bit) {
    long[] pieces = new long[1 << Math.max(0, addressBits - PIECE_BITS)];
    for (int i = 0; i < entries.size(); i++) {
      pieces[i >> PIECE_BITS] |= ((entries.get(i) >> bit) & 1) << (i & ((1 << PIECE_BITS) - 1));
    }
    long all = addressBits >= PIECE_BITS ? -1 : (1L << (1 << addressBits)) - 1;
    int used = (entries.size() + (1 << PIECE_BITS) - 1) >> PIECE_BITS;
    Arrays.fill(pieces, used, pieces.length, pieces[used - 1]);
    int lut = (int) Arrays.stream(pieces).distinct().filter(p -> p != 0 && p != all).count();
    boolean bySlice = true;
    long[] groups = pieces;
    while (groups.length > 1) {
      groups = grouped(groups);
      lut += bySlice ? 0 : (int) Arrays.stream(groups).distinct().count();
      bySlice = false;
    }
    return lut;
  }

  /// A number for each group of four, the same for equal groups.
  private static long[] grouped(long[] pieces) {
    Map<List<Long>, Long> numbers = new LinkedHashMap<>();
    long[] groups = new long[Math.max(1, pieces.length / 4)];
    int size = pieces.length / groups.length;
    for (int i = 0; i < groups.length; i++) {
      List<Long> group = Arrays.stream(pieces, i * size, (i + 1) * size).boxed().toList();
      groups[i] = numbers.computeIfAbsent(group, _ -> (long) numbers.size());
    }
    return groups;
  }
}
