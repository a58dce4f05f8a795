package dev.vitcc.passes.quantize;

import dev.vitcc.ir.data.RowCodes;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// A weight matrix in codes of up to 8 bits with a scale per row, and its biases in accumulator
/// units.
///
/// @param codes row-major, within ±127
/// @param scales one a row: weight = code · scale
/// @param biases in units of input scale × row scale, the input's zero point folded in
/// @param greatestCode the greatest magnitude of a code
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record QuantizedRows(byte[] codes, double[] scales, int[] biases, int greatestCode) {
  private static final int LIMIT = 127;

  /// Biases stay below this many accumulator units, so that they never rule the accumulator's
  /// width.
  private static final double BIAS_LIMIT = 1 << 22;

  /// Quantises each row to its own greatest magnitude.
  ///
  /// @param inputScale real value of one code of the streamed operand
  /// @param inputZero code of each column that stands for zero
  /// @param step what becomes of a row's scale; no less than it was
  public static QuantizedRows of(
      float[] weights,
      float[] biases,
      double inputScale,
      IntUnaryOperator inputZero,
      DoubleUnaryOperator step) {
    int rows = biases.length;
    int columns = weights.length / rows;
    int[] zeros = IntStream.range(0, columns).map(inputZero).toArray();
    byte[] codes = new byte[weights.length];
    double[] scales = new double[rows];
    int[] integers = new int[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      double scale =
          step.applyAsDouble(scale(weights, from, columns, Math.abs(biases[row]) / inputScale));
      quantize(weights, from, columns, scale, codes);
      scales[row] = scale;
      long bias = Math.round(biases[row] / (inputScale * scale)) - product(codes, from, zeros);
      integers[row] = Math.toIntExact(bias);
    }
    return new QuantizedRows(codes, scales, integers, greatest(codes));
  }

  private static void quantize(float[] weights, int from, int columns, double scale, byte[] to) {
    for (int i = from; i < from + columns; i++) {
      to[i] = (byte) Math.clamp((int) Math.rint(weights[i] / scale), -LIMIT, LIMIT);
    }
  }

  private static long product(byte[] codes, int from, int[] zeros) {
    long sum = 0;
    for (int k = 0; k < zeros.length; k++) {
      sum += (long) codes[from + k] * zeros[k];
    }
    return sum;
  }

  /// Rows whose codes are found already.
  public static QuantizedRows of(
      RowCodes rows, float[] biases, double inputScale, IntUnaryOperator inputZero) {
    int columns = rows.columns();
    int[] zeros = IntStream.range(0, columns).map(inputZero).toArray();
    double[] scales = new double[biases.length];
    int[] integers = new int[biases.length];
    for (int row = 0; row < biases.length; row++) {
      scales[row] = rows.scales()[row];
      integers[row] =
          Math.clamp(
              Math.round(biases[row] / (inputScale * scales[row]))
                  - product(rows.codes(), row * columns, zeros),
              Integer.MIN_VALUE + 1,
              Integer.MAX_VALUE);
    }
    return new QuantizedRows(rows.codes(), scales, integers, greatest(rows.codes()));
  }

  private static double scale(float[] weights, int from, int columns, double biasPerInput) {
    double greatest = 0;
    for (int k = 0; k < columns; k++) {
      greatest = Math.max(greatest, Math.abs(weights[from + k]));
    }
    double scale = Math.max(greatest / LIMIT, biasPerInput / BIAS_LIMIT);
    return scale == 0 ? 1 : scale;
  }

  /// The least width of an exact accumulator over inputs of at most `inputMagnitude`.
  public int accumulatorBits(int inputMagnitude) {
    long greatest = 0;
    int columns = codes.length / biases.length;
    for (int bias : biases) {
      greatest = Math.max(greatest, Math.abs((long) bias));
    }
    return accumulatorBits((long) columns * greatestCode * inputMagnitude + greatest);
  }

  private static int greatest(byte[] codes) {
    int greatest = 0;
    for (byte code : codes) {
      greatest = Math.max(greatest, Math.abs(code));
    }
    return greatest;
  }

  /// The least width of a signed integer that holds ±`magnitude`.
  public static int accumulatorBits(long magnitude) {
    return 65 - Long.numberOfLeadingZeros(magnitude);
  }
}
