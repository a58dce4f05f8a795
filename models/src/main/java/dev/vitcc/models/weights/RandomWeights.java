package dev.vitcc.models.weights;

import dev.vitcc.ir.request.WeightsClause.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Weights drawn from a seed, distributed as trained ones are: `weights random(seed = N)`.
///
/// Each tensor depends on seed, name and shape alone, so the order of reading doesn't matter.
/// Matrices have deviation `1 / sqrt(fan-in)`, and rows of unequal scale as trained rows have.
/// Query and key rows are larger, so that scores have a deviation of about 2.5 over normalised
/// tokens and attention is far from uniform. Layer norm gains lie around 1, biases are small.
public record RandomWeights(
    long seed, Distribution distribution, SequencedMap<String, ParameterShape> parameters)
    implements WeightSource {
  private static final double SCORE_DEVIATION = 2.5;
  private static final double ROW_SPREAD = 0.25;
  private static final double RESIDUAL_GAIN = 0.5;

  /// The weights of a model with these parameters.
  public static RandomWeights of(long seed, List<ParameterShape> parameters) {
    return of(seed, Distribution.NORMAL, parameters);
  }

  /// The same, with elements drawn from a distribution; its deviation is the same for all.
  public static RandomWeights of(
      long seed, Distribution distribution, List<ParameterShape> parameters) {
    return new RandomWeights(
        seed,
        distribution,
        parameters.stream()
            .collect(
                Collectors.toMap(ParameterShape::name, p -> p, (a, b) -> a, LinkedHashMap::new)));
  }

  @Override
  public float[] read(String name) {
    ParameterShape parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the model has no parameter '" + name + "'");
    }
    SeededNumbers numbers = new SeededNumbers(seed, name);
    float[] values = new float[parameter.size()];
    if (isToken(name)) {
      fill(values, 0, values.length, numbers, 0, name.equals("pos_embed") ? 0.3 : 1);
    } else if (parameter.shape().size() >= 2) {
      fillMatrix(parameter, values, numbers);
    } else if (name.endsWith(".weight")) {
      fill(values, 0, values.length, numbers, 1, 0.1);
    } else {
      fill(values, 0, values.length, numbers, 0, 0.05);
    }
    return values;
  }

  private static boolean isToken(String name) {
    return name.equals("cls_token") || name.equals("dist_token") || name.equals("pos_embed");
  }

  private void fillMatrix(ParameterShape parameter, float[] values, SeededNumbers numbers) {
    int rows = parameter.shape().getFirst();
    int fanIn = values.length / rows;
    for (int row = 0; row < rows; row++) {
      double spread = StrictMath.exp(ROW_SPREAD * numbers.nextNormal() - ROW_SPREAD * ROW_SPREAD);
      double deviation = gain(parameter.name(), row, rows) * spread / StrictMath.sqrt(fanIn);
      fill(values, row * fanIn, fanIn, numbers, 0, deviation);
    }
  }

  /// What a matrix adds to unit deviation; a score is a product of two, hence the root.
  private static double gain(String name, int row, int rows) {
    if (name.endsWith("attn.qkv.weight") && row < rows / 3 * 2) {
      return StrictMath.sqrt(SCORE_DEVIATION);
    }
    boolean intoResidual = name.endsWith("attn.proj.weight") || name.endsWith("mlp.fc2.weight");
    return intoResidual ? RESIDUAL_GAIN : 1;
  }

  private void fill(
      float[] values, int from, int count, SeededNumbers numbers, double mean, double deviation) {
    boolean normal = distribution == Distribution.NORMAL;
    for (int i = from; i < from + count; i++) {
      double draw = normal ? numbers.nextNormal() : numbers.nextUniform();
      values[i] = (float) (mean + deviation * draw);
    }
  }
}
