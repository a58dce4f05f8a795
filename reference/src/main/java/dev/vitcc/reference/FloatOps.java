package dev.vitcc.reference;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData.Reals;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.Softmax;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The real ops that compute, each over row-major values; what is hard is done in double.
final class FloatOps {
  private FloatOps() {}

  static float[] normalize(Normalize op, float[] image) {
    int channels = op.mean().size();
    float[] y = new float[image.length];
    for (int i = 0; i < y.length; i++) {
      int c = i % channels;
      y[i] = (float) ((op.scale() * image[i] - op.mean().get(c)) / op.std().get(c));
    }
    return y;
  }

  static float[] add(float[] a, float[] b) {
    float[] y = new float[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  static float[] prepend(float[] tokens, float[] x) {
    float[] y = Arrays.copyOf(tokens, tokens.length + x.length);
    System.arraycopy(x, 0, y, tokens.length, x.length);
    return y;
  }

  static float[] scale(double factor, float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (factor * x[i]);
    }
    return y;
  }

  static float[] each(DoubleUnaryOperator function, float[] x) {
    float[] y = new float[x.length];
    Chunks.run(
        x.length,
        1 << 14,
        32L * x.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = (float) function.applyAsDouble(x[i]);
          }
        });
    return y;
  }

  static float[] layerNorm(LayerNorm op, Reals x, float[] gamma, float[] beta) {
    int width = x.type().dim(-1);
    float[] y = new float[x.values().length];
    for (int row = 0; row < y.length; row += width) {
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += x.values()[row + i];
      }
      double mean = sum / width;
      double squares = 0;
      for (int i = 0; i < width; i++) {
        double deviation = x.values()[row + i] - mean;
        squares += deviation * deviation;
      }
      double factor = 1 / Math.sqrt(squares / width + op.epsilon());
      for (int i = 0; i < width; i++) {
        y[row + i] = (float) ((x.values()[row + i] - mean) * factor * gamma[i] + beta[i]);
      }
    }
    return y;
  }

  static float[] softmax(Softmax op, Reals x) {
    int width = x.type().dim(-1);
    float[] y = new float[x.values().length];
    Chunks.run(
        y.length / width,
        64,
        32L * y.length,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            softmaxRow(op, x.values(), row * width, width, y);
          }
        });
    return y;
  }

  private static void softmaxRow(Softmax op, float[] x, int row, int width, float[] y) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < width; i++) {
      max = Math.max(max, x[row + i]);
    }
    double[] exponentials = new double[width];
    double sum = 0;
    for (int i = 0; i < width; i++) {
      exponentials[i] = op.form().of((double) x[row + i] - max);
      sum += exponentials[i];
    }
    for (int i = 0; i < width; i++) {
      y[row + i] = (float) (op.delta() * exponentials[i] / sum);
    }
  }

  /// The weight `[m,k]` of a linear layer as the right operand of a product.
  static FloatMatrix linearWeight(Reals weight) {
    return FloatMatrix.ofColumns(weight.values(), 0, weight.type().dim(1), weight.type().dim(0));
  }

  static float[] linear(float[] x, FloatMatrix weight, float[] bias) {
    int rows = x.length / weight.depth();
    float[] y = new float[rows * bias.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, y, row * bias.length, bias.length);
    }
    weight.multiplyAdd(x, 0, rows, y, 0);
    return y;
  }

  /// The kernel `[d,c,p,p]` as the right operand of a product with patches in order (y, x,
  /// channel).
  static FloatMatrix patchWeight(Reals kernel) {
    TensorType type = kernel.type();
    int channels = type.dim(1);
    int area = type.dim(2) * type.dim(3);
    int depth = channels * area;
    float[] rows = new float[kernel.values().length];
    for (int i = 0; i < rows.length; i++) {
      int output = i / depth;
      int pixel = i % depth / channels;
      int channel = i % channels;
      rows[i] = kernel.values()[(output * channels + channel) * area + pixel];
    }
    return FloatMatrix.ofColumns(rows, 0, depth, type.dim(0));
  }

  static float[] patchEmbed(PatchEmbed op, Reals image, FloatMatrix weight, float[] bias) {
    float[] patches = new float[image.values().length];
    Movement.patches(
        image.type(),
        op.patch(),
        (operand, from, to, length) -> System.arraycopy(image.values(), from, patches, to, length));
    return linear(patches, weight, bias);
  }

  static float[] matMul(MatMul op, Reals left, Reals right, TensorType result) {
    int rows = result.dim(1);
    int columns = result.dim(2);
    int depth = left.type().dim(2);
    float[] y = new float[(int) result.size()];
    for (int head = 0; head < result.dim(0); head++) {
      int offset = head * depth * columns;
      FloatMatrix matrix =
          op.transposeRight()
              ? FloatMatrix.ofColumns(right.values(), offset, depth, columns)
              : FloatMatrix.ofRows(right.values(), offset, depth, columns);
      matrix.multiplyAdd(left.values(), head * rows * depth, rows, y, head * rows * columns);
    }
    return y;
  }
}
