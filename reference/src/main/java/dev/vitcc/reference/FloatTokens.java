package dev.vitcc.reference;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData.Reals;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.UniformAttention;

/// The real ops that weigh tokens against each other.
final class FloatTokens {
  private FloatTokens() {}

  /// @param type of the probabilities
  static float[] uniform(UniformAttention op, TensorType type) {
    int keys = type.dim(2);
    float[] y = new float[(int) type.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = i % keys < op.leading() ? 0 : 1f / (keys - op.leading());
    }
    return y;
  }

  static float[] weightedMean(Reals x, Reals weights) {
    int width = x.type().dim(1);
    float[] y = new float[x.type().dim(0)];
    for (int row = 0; row < y.length; row++) {
      double sum = 0;
      double total = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += (double) weights.values()[i] * x.values()[i];
        total += weights.values()[i];
      }
      y[row] = (float) (sum / total);
    }
    return y;
  }

  static float[] classAttention(Reals probabilities) {
    int heads = probabilities.type().dim(0);
    int tokens = probabilities.type().dim(2);
    float[] y = new float[tokens];
    for (int token = 0; token < tokens; token++) {
      double sum = 0;
      for (int head = 0; head < heads; head++) {
        sum += probabilities.values()[head * tokens * tokens + token];
      }
      y[token] = (float) (sum / heads);
    }
    return y;
  }

  static Reals prune(PruneTokens op, Reals x, Reals scores) {
    int width = x.type().dim(1);
    double[] values = new double[scores.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scores.values()[i];
    }
    KeptTokens tokens = KeptTokens.of(op, values, op.threshold());
    int kept = tokens.kept().length;
    boolean packaged = op.packageToken() != PackageToken.NONE && tokens.dropped().length > 0;
    float[] y = new float[(kept + (packaged ? 1 : 0)) * width];
    for (int i = 0; i < kept; i++) {
      System.arraycopy(x.values(), tokens.kept()[i] * width, y, i * width, width);
    }
    if (packaged) {
      double[] weights = weights(op.packageToken(), tokens.dropped(), values);
      for (int column = 0; column < width; column++) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * x.values()[tokens.dropped()[i] * width + column];
        }
        y[kept * width + column] = (float) sum;
      }
    }
    return new Reals(TensorType.of(x.type().element(), y.length / width, width), y);
  }

  private static double[] weights(PackageToken form, int[] dropped, double[] scores) {
    double sum = 0;
    for (int token : dropped) {
      sum += scores[token];
    }
    double[] weights = new double[dropped.length];
    for (int i = 0; i < weights.length; i++) {
      if (form == PackageToken.SUMMED) {
        weights[i] = scores[dropped[i]];
      } else {
        weights[i] = sum == 0 ? 1.0 / dropped.length : scores[dropped[i]] / sum;
      }
    }
    return weights;
  }
}
