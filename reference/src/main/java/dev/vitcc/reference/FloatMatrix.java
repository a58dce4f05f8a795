package dev.vitcc.reference;

/// The right operand of a real product, packed once so that C2 vectorises the loop over columns.
///
/// Blocks of 128 products are summed apart, which keeps the error of long sums near that of short
/// ones; the order of summation is fixed. Columns lie in panels, each an array a row, because C2
/// vectorises only where it sees that arrays do not overlap.
final class FloatMatrix {
  private static final int PANEL_COLUMNS = 512;
  private static final int BLOCK_DEPTH = 128;
  private static final int CHUNK_ROWS = 64;

  private final int depth;
  private final int columns;
  private final float[][][] panels;

  private FloatMatrix(int depth, int columns) {
    this.depth = depth;
    this.columns = columns;
    int count = Math.ceilDiv(columns, PANEL_COLUMNS);
    this.panels = new float[count][][];
    for (int panel = 0; panel < count; panel++) {
      panels[panel] = new float[even(depth)][start(panel + 1) - start(panel)];
    }
  }

  /// Packs `depth x columns` values that lie row by row from `offset`.
  static FloatMatrix ofRows(float[] values, int offset, int depth, int columns) {
    FloatMatrix matrix = new FloatMatrix(depth, columns);
    for (int panel = 0; panel < matrix.panels.length; panel++) {
      int start = matrix.start(panel);
      for (int k = 0; k < depth; k++) {
        float[] row = matrix.panels[panel][k];
        System.arraycopy(values, offset + k * columns + start, row, 0, row.length);
      }
    }
    return matrix;
  }

  /// Packs the transpose of `columns x depth` values that lie row by row from `offset`.
  static FloatMatrix ofColumns(float[] values, int offset, int depth, int columns) {
    FloatMatrix matrix = new FloatMatrix(depth, columns);
    for (int panel = 0; panel < matrix.panels.length; panel++) {
      int start = offset + matrix.start(panel) * depth;
      for (int k = 0; k < depth; k++) {
        float[] row = matrix.panels[panel][k];
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
  void multiplyAdd(float[] left, int leftOffset, int rows, float[] sums, int sumsOffset) {
    long cost = (long) rows * depth * columns;
    Chunks.run(
        rows,
        CHUNK_ROWS,
        cost,
        (from, to) ->
            multiplyChunk(
                left, leftOffset + from * depth, to - from, sums, sumsOffset + from * columns));
  }

  private void multiplyChunk(float[] left, int leftOffset, int rows, float[] sums, int sumsOffset) {
    float[][] x = new float[even(rows)][even(depth)];
    for (int m = 0; m < rows; m++) {
      System.arraycopy(left, leftOffset + m * depth, x[m], 0, depth);
    }
    for (int panel = 0; panel < panels.length; panel++) {
      float[][] w = panels[panel];
      for (int from = 0; from < w.length; from += BLOCK_DEPTH) {
        float[][] block = new float[x.length][w[0].length];
        multiplyBlock(x, w, from, Math.min(w.length, from + BLOCK_DEPTH), block);
        for (int m = 0; m < rows; m++) {
          add(block[m], sums, sumsOffset + m * columns + start(panel));
        }
      }
    }
  }

  private static void multiplyBlock(float[][] x, float[][] w, int from, int to, float[][] block) {
    for (int m = 0; m < x.length; m += 2) {
      for (int k = from; k < to; k += 2) {
        step(block[m], block[m + 1], w[k], w[k + 1], x[m], x[m + 1], k);
      }
    }
  }

  /// Two rows by two depths: the largest body that C2 still turns into full vectors (measured).
  private static void step(
      float[] sum0, float[] sum1, float[] w0, float[] w1, float[] x0, float[] x1, int k) {
    float x00 = x0[k];
    float x01 = x0[k + 1];
    float x10 = x1[k];
    float x11 = x1[k + 1];
    for (int j = 0; j < sum0.length; j++) {
      float v0 = w0[j];
      float v1 = w1[j];
      sum0[j] += x00 * v0 + x01 * v1;
      sum1[j] += x10 * v0 + x11 * v1;
    }
  }

  private static void add(float[] block, float[] sums, int offset) {
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
