package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Holds integer products of awkward shapes to sums of BigIntegers.
class IntegerMatrixTest {
  private static final int[][] SHAPES = {
    {1, 1, 1}, {1, 2, 3}, {2, 3, 1}, {17, 48, 144}, {66, 63, 10}, {3, 65, 513}, {130, 129, 130}
  };

  @Test
  void rowsAndColumnsGiveTheExactProduct() {
    Random random = new Random(1);
    for (int[] shape : SHAPES) {
      int rows = shape[0];
      int depth = shape[1];
      int columns = shape[2];
      int[] left = random(random, 5 + rows * depth, -128, 255);
      int[] right = random(random, 3 + depth * columns, -127, 127);
      int[] transposed = right.clone();
      for (int k = 0; k < depth; k++) {
        for (int j = 0; j < columns; j++) {
          transposed[3 + j * depth + k] = right[3 + k * columns + j];
        }
      }
      int[] initial = random(random, 2 + rows * columns, -1000, 1000);
      int[] byRows = initial.clone();
      int[] byColumns = initial.clone();

      IntegerMatrix.ofRows(right, 3, depth, columns).multiplyAdd(left, 5, rows, byRows, 2);
      IntegerMatrix.ofColumns(transposed, 3, depth, columns)
          .multiplyAdd(left, 5, rows, byColumns, 2);

      assertThat(byRows).isEqualTo(byColumns).startsWith(initial[0], initial[1]);
      for (int i = 0; i < rows * columns; i++) {
        BigInteger sum = BigInteger.valueOf(initial[2 + i]);
        for (int k = 0; k < depth; k++) {
          BigInteger x = BigInteger.valueOf(left[5 + i / columns * depth + k]);
          sum = sum.add(x.multiply(BigInteger.valueOf(right[3 + k * columns + i % columns])));
        }
        assertThat(byRows[2 + i]).isEqualTo(sum.intValueExact());
      }
    }
  }

  private static int[] random(Random random, int length, int min, int max) {
    return random.ints(length, min, max + 1).toArray();
  }
}
