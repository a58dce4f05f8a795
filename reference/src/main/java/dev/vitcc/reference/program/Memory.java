package dev.vitcc.reference.program;

import java.util.Arrays;

/// One activation memory: rows of codes, and which vector command last wrote each column.
final class Memory {
  /// Written by a load, or never.
  private static final int NOBODY = -1;

  private final String name;
  private final int[][] codes;
  private final int[] writer;

  Memory(String name, int rows, int columns) {
    this.name = name;
    this.codes = new int[rows][columns];
    this.writer = new int[columns];
    Arrays.fill(writer, NOBODY);
  }

  int get(int row, int column) {
    return codes[row][column];
  }

  void set(int row, int column, int code) {
    codes[row][column] = code;
  }

  void writtenBy(int sequence, int column) {
    writer[column] = sequence;
  }

  /// Checks that what a command waits for covers what it reads.
  void requireCovered(int need, int fromColumn, int count) {
    for (int column = fromColumn; column < Math.min(fromColumn + count, writer.length); column++) {
      if (writer[column] > need) {
        throw new IllegalStateException(
            "%s column %d was written by vector command %d, the reader waits for %d"
                .formatted(name, column, writer[column], need));
      }
    }
  }
}
