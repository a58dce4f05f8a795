package dev.vitcc.reference;

/// The right operand of an integer product, packed once so that C2 vectorises the loop over
/// columns.
///
/// Sums are of 32 bits: callers see to it that none can pass them. Columns lie in panels, each an
/// array a row, because C2 vectorises only where it sees that arrays do not overlap.
final class IntegerMatrix {
  private static final int PANEL_COLUMNS = 512;
  private static final int BLOCK_DEPTH = 64;
  private static final int CHUNK_ROWS = 64;

  private final int depth;
  private final int columns;
  private final int[][][] panels;

  private IntegerMatrix(int depth, int columns) {
    this.depth = depth;
    this.columns = columns;
    int count = Math.ceilDiv(columns, PANEL_COLUMNS);
    this.panels = new int[count][][];
    for (int panel = 0; panel < count; panel++) {
      panels[panel] = new int[even(depth)][start(panel + 1) - start(panel)];
    }
  }

  /// Packs `depth x columns` values that lie row by row from `offset`.
  static IntegerMatrix ofRows(int[] values, int offset, int depth, int columns) {
    IntegerMatrix matrix = new IntegerMatrix(depth, columns);
    for (int panel = 0; panel < matrix.panels.length; panel++) {
      int start = matrix.start(panel);
      for (int k = 0; k < depth; k++) {
        int[] row = matrix.panels[panel][k];
        System.arraycopy(values, offset + k * columns + start, row, 0, row.length);
      }
    }
    return matrix;
  }

  /// Packs the transpose of `columns x depth` values that lie row by row from `offset`.
  static IntegerMatrix ofColumns(int[] values, int offset, int depth, int columns) {
    IntegerMatrix matrix = new IntegerMatrix(depth, columns);
    for (int panel = 0; panel < matrix.panels.length; panel++) {
      int start = offset + matrix.start(panel) * depth;
      for (int k = 0; k < depth; k++) {
        int[] row = matrix.panels[panel][k];
        for (int j = 0; j < row.length; j++) {
          row[j] = values[start + j * depth + k];
        }
      }
    }
    return matrix;
  }

  /// The length of the sums.
  int depth() {
    return depth;
  }

  /// Adds the product of this matrix with `rows` rows of `left` to as many rows of `sums`.
  void multiplyAdd(int[] left, int leftOffset, int rows, int[] sums, int sumsOffset) {
    long cost = (long) rows * depth * columns;
    Chunks.run(
        rows,
        CHUNK_ROWS,
        cost,
        (from, to) ->
            multiplyChunk(
                left, leftOffset + from * depth, to - from, sums, sumsOffset + from * columns));
  }

  private void multiplyChunk(int[] left, int leftOffset, int rows, int[] sums, int sumsOffset) {
    int[][] x = new int[even(rows)][even(depth)];
    for (int m = 0; m < rows; m++) {
      System.arraycopy(left, leftOffset + m * depth, x[m], 0, depth);
    }
    for (int panel = 0; panel < panels.length; panel++) {
      int[][] block = new int[x.length][panels[panel][0].length];
      multiplyPanel(x, panels[panel], block);
      for (int m = 0; m < rows; m++) {
        add(block[m], sums, sumsOffset + m * columns + start(panel));
      }
    }
  }

  /// Adds `x` times `w` to `block`, so much of `w` at a time as stays in the nearest cache.
  private static void multiplyPanel(int[][] x, int[][] w, int[][] block) {
    for (int from = 0; from < w.length; from += BLOCK_DEPTH) {
      int to = Math.min(w.length, from + BLOCK_DEPTH);
      for (int m = 0; m < x.length; m += 2) {
        for (int k = from; k < to; k += 2) {
          step(block[m], block[m + 1], w[k], w[k + 1], x[m], x[m + 1], k);
        }
      }
    }
  }

  /// Two rows by two depths: the largest body that C2 still turns into full vectors (measured).
  private static void step(int[] sum0, int[] sum1, int[] w0, int[] w1, int[] x0, int[] x1, int k) {
    int x00 = x0[k];
    int x01 = x0[k + 1];
    int x10 = x1[k];
    int x11 = x1[k + 1];
    for (int j = 0; j < sum0.length; j++) {
      int v0 = w0[j];
      int v1 = w1[j];
      sum0[j] += x00 * v0 + x01 * v1;
      sum1[j] += x10 * v0 + x11 * v1;
    }
  }

  private static void add(int[] block, int[] sums, int offset) {
    for (int j = 0; j < block.length; j++) {
      sums[offset + j] += block[j];
    }
  }

  private int start(int panel) {
    return (int) ((long) columns * panel / panels.length);
  }

  private static int even(int n) {
    return n + (n & 1);
  }
}
