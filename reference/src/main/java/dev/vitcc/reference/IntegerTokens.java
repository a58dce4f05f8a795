package dev.vitcc.reference;

import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.UniformAttention;

/// The integer ops that weigh tokens against each other: docs/numerics.md, "Token pruning".
final class IntegerTokens {
  private static final int FULL = 255;
  private static final int ZERO = -127;
  private static final int RESIDUAL_LIMIT = 32767;

  /// Weights of the package token add up to about 2^15.
  private static final int WEIGHT_BITS = 15;

  /// Binary places of the factor from scores to weights.
  private static final int FACTOR_BITS = 16;

  private IntegerTokens() {}

  static int[] uniform(UniformAttention op, TensorType type) {
    int keys = type.dim(2);
    int[] y = new int[(int) type.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = i % keys < op.leading() ? 0 : FULL;
    }
    return y;
  }

  static int[] classScores(IntTensor codes) {
    int heads = codes.type().dim(0);
    int tokens = codes.type().dim(2);
    int[] y = new int[tokens];
    for (int head = 0; head < heads; head++) {
      int row = head * tokens * tokens;
      long sum = 0;
      for (int token = 0; token < tokens; token++) {
        sum += codes.values()[row + token];
      }
      Reciprocal reciprocal = Reciprocal.of(sum);
      for (int token = 0; token < tokens; token++) {
        long product = codes.values()[row + token] * reciprocal.mantissa();
        y[token] += (int) (product >> reciprocal.exponent());
      }
    }
    return y;
  }

  static int[] scores(IntTensor x, IntTensor weights) {
    int width = x.type().dim(1);
    int[] y = new int[x.type().dim(0)];
    for (int row = 0; row < y.length; row++) {
      long sum = 0;
      long total = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        // A weight of zero would leave nothing to divide by.
        int weight = Math.max(1, weights.values()[i] - ZERO);
        sum += (long) weight * (x.values()[i] - ZERO);
        total += weight;
      }
      Reciprocal reciprocal = Reciprocal.of(total);
      y[row] = (int) ((sum * reciprocal.mantissa()) >> (reciprocal.exponent() + 8));
    }
    return y;
  }

  static IntTensor prune(PruneTokens op, IntTensor x, IntTensor scores) {
    int width = x.type().dim(1);
    KeptTokens tokens = kept(op, scores.values());
    int kept = tokens.kept().length;
    boolean packaged = op.packageToken() != PackageToken.NONE && tokens.dropped().length > 0;
    int[] y = new int[(kept + (packaged ? 1 : 0)) * width];
    for (int i = 0; i < kept; i++) {
      System.arraycopy(x.values(), tokens.kept()[i] * width, y, i * width, width);
    }
    if (packaged) {
      long[] weights = weights(op, tokens.dropped(), scores.values());
      for (int column = 0; column < width; column++) {
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * x.values()[tokens.dropped()[i] * width + column];
        }
        y[kept * width + column] = Rounding.clamp(Rounding.round(sum, WEIGHT_BITS), RESIDUAL_LIMIT);
      }
    }
    return IntTensor.checked(TensorType.of(x.type().element(), y.length / width, width), y);
  }

  /// A share is held to 16 binary places.
  static KeptTokens kept(PruneTokens op, int[] scores) {
    double[] values = new double[scores.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scores[i];
    }
    double share = Math.rint(op.share() * 65536) / 65536;
    PruneTokens exact =
        new PruneTokens(
            op.leading(), op.most(), op.threshold(), share, op.packageToken(), op.unit());
    return KeptTokens.of(exact, values, Math.ceil(op.threshold() / op.unit()));
  }

  private static long[] weights(PruneTokens op, int[] dropped, int[] scores) {
    long sum = 0;
    for (int token : dropped) {
      sum += scores[token];
    }
    boolean plain = sum == 0;
    Reciprocal reciprocal = Reciprocal.of(plain ? dropped.length : sum);
    long factor = Math.round(op.unit() * (1L << (WEIGHT_BITS + FACTOR_BITS)));
    long[] weights = new long[dropped.length];
    for (int i = 0; i < weights.length; i++) {
      long score = scores[dropped[i]];
      weights[i] =
          op.packageToken() == PackageToken.SUMMED
              ? Rounding.round(score * factor, FACTOR_BITS)
              : Rounding.round(
                  (plain ? 1 : score) * reciprocal.mantissa(), reciprocal.exponent() + 1);
    }
    return weights;
  }
}
