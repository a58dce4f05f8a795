package dev.vitcc.reference;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.numerics.NumericTables;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.PiecewiseLinear;

/// The integer ops that need a loop and no more.
final class IntegerOps {
  private static final int RESIDUAL_LIMIT = 32767;
  private static final int STATIONARY_LIMIT = 127;

  private IntegerOps() {}

  static int[] extractPatches(ExtractPatches op, IntTensor image, TensorType result) {
    int[] y = new int[(int) result.size()];
    int leading = op.leadingRows() * result.dim(1);
    Movement.patches(
        image.type(),
        op.patch(),
        (operand, from, to, length) ->
            System.arraycopy(image.values(), from, y, leading + to, length));
    return y;
  }

  /// @throws IllegalStateException if a sum could pass the 32 bits that it is computed in
  static int[] linear(IntTensor x, IntegerMatrix weight, int[] bias) {
    requireRoom(x.type(), bias);
    int rows = x.type().dim(0);
    int[] y = new int[rows * bias.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, y, row * bias.length, bias.length);
    }
    weight.multiplyAdd(x.values(), 0, rows, y, 0);
    return y;
  }

  /// @throws IllegalStateException if a value of the right operand is beyond ±127, or a sum could
  ///   pass the 32 bits that it is computed in
  static int[] matMul(IntegerMatMul op, IntTensor left, IntTensor right, TensorType result) {
    requireStationary("the right operand", right.values());
    requireRoom(left.type(), 0);
    int rows = result.dim(1);
    int columns = result.dim(2);
    int depth = left.type().dim(2);
    int[] y = new int[(int) result.size()];
    for (int head = 0; head < result.dim(0); head++) {
      int offset = head * depth * columns;
      IntegerMatrix matrix =
          op.transposeRight()
              ? IntegerMatrix.ofColumns(right.values(), offset, depth, columns)
              : IntegerMatrix.ofRows(right.values(), offset, depth, columns);
      matrix.multiplyAdd(left.values(), head * rows * depth, rows, y, head * rows * columns);
    }
    return y;
  }

  /// The stationary operand of the array stays within ±127, so that two products share a
  /// multiplier.
  static void requireStationary(String what, int[] values) {
    for (int value : values) {
      if (value < -STATIONARY_LIMIT || value > STATIONARY_LIMIT) {
        throw new IllegalStateException(what + " is beyond ±127: " + value);
      }
    }
  }

  private static void requireRoom(TensorType streamed, int... bias) {
    ElementType.Int element = (ElementType.Int) streamed.element();
    long bound = STATIONARY_LIMIT * Math.max(-element.min(), element.max()) * streamed.dim(-1);
    for (int value : bias) {
      if (bound + Math.abs((long) value) > Integer.MAX_VALUE) {
        throw new IllegalStateException("a sum over " + streamed + " can pass 32 bits");
      }
    }
  }

  static int[] exponentialCodes(ExponentialCodes op, IntTensor scores) {
    int width = scores.type().dim(-1);
    int[] x = scores.values();
    int[] y = new int[x.length];
    for (int row = 0; row < y.length; row += width) {
      int max = x[row];
      for (int i = row; i < row + width; i++) {
        max = Math.max(max, x[i]);
      }
      for (int i = row; i < row + width; i++) {
        y[i] = exponential(op, max - x[i]);
      }
    }
    return y;
  }

  /// `(2^bits - 1) * 2^(-u/64)`, rounded.
  private static int exponential(ExponentialCodes op, int u) {
    int bits = op.bits();
    int k = u >> 6;
    long code = k >= 9 ? 0 : Rounding.round(NumericTables.exp2(op.form(), u & 63), k + 12 - bits);
    return (int) Math.min(code, (1 << bits) - 1);
  }

  static int[] lookup(IntTensor index, int[] table) {
    int mask = (1 << ((ElementType.Int) index.type().element()).bits()) - 1;
    int[] y = new int[index.values().length];
    for (int i = 0; i < y.length; i++) {
      y[i] = table[index.values()[i] & mask];
    }
    return y;
  }

  static int[] piecewiseLinear(PiecewiseLinear op, IntTensor index, int[] lines) {
    int indexBits = ((ElementType.Int) index.type().element()).bits();
    int zBits = indexBits - Integer.numberOfTrailingZeros(lines.length);
    int[] y = new int[index.values().length];
    for (int i = 0; i < y.length; i++) {
      int place = Math.floorMod(index.values()[i], 1 << indexBits);
      int line = lines[place >> zBits];
      int sum = Lines.intercept(line) + Lines.slope(line) * (place % (1 << zBits));
      y[i] = Rounding.clamp(sum >> op.fraction(), (1 << (op.bits() - 1)) - 1);
    }
    return y;
  }

  static int[] saturatingAdd(int[] a, int[] b) {
    int[] y = new int[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Rounding.clamp((long) a[i] + b[i], RESIDUAL_LIMIT);
    }
    return y;
  }
}
