package dev.vitcc.models.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Weights of no network, in the place of those that aren't there yet: what a network of this shape
/// takes hardly depends on them, and these cost nothing.
///
/// Elements of a matrix go round through quantiles of the normal distribution, so that sums are
/// about as great as those of trained rows; gains are 1, biases 0. Arrays are shared between all
/// tensors of a kind and size.
public record NominalWeights(
    SequencedMap<String, ParameterShape> parameters, Map<Values, float[]> shared)
    implements WeightSource {
  /// What values a tensor has.
  enum Kind {
    MATRIX,
    GAINS,
    BIASES
  }

  /// All values of a kind that a tensor of some size has.
  record Values(Kind kind, int size) {}

  /// Magnitudes at the odd sixty-fourths of the normal distribution, divided by the greatest.
  private static final float[] MAGNITUDES = {
    0.008f, 0.024f, 0.041f, 0.057f, 0.073f, 0.090f, 0.106f, 0.123f, 0.140f, 0.158f, 0.175f, 0.193f,
    0.211f, 0.230f, 0.249f, 0.269f, 0.289f, 0.310f, 0.332f, 0.355f, 0.379f, 0.404f, 0.431f, 0.460f,
    0.492f, 0.526f, 0.565f, 0.609f, 0.662f, 0.729f, 0.822f, 1f
  };

  /// The weights of a model with these parameters.
  public static NominalWeights of(List<ParameterShape> parameters) {
    return new NominalWeights(
        parameters.stream()
            .collect(
                Collectors.toMap(ParameterShape::name, p -> p, (a, b) -> a, LinkedHashMap::new)),
        new ConcurrentHashMap<>());
  }

  @Override
  public float[] read(String name) {
    ParameterShape parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the model has no parameter '" + name + "'");
    }
    return shared.computeIfAbsent(
        new Values(kind(parameter), parameter.size()), NominalWeights::values);
  }

  private static Kind kind(ParameterShape parameter) {
    if (parameter.shape().size() >= 2) {
      return Kind.MATRIX;
    }
    return parameter.name().endsWith(".weight") ? Kind.GAINS : Kind.BIASES;
  }

  private static float[] values(Values asked) {
    float[] values = new float[asked.size()];
    switch (asked.kind()) {
      case MATRIX -> fillMatrix(values);
      case GAINS -> Arrays.fill(values, 1);
      case BIASES -> {}
    }
    return values;
  }

  private static void fillMatrix(float[] values) {
    for (int i = 0; i < values.length; i++) {
      float magnitude = MAGNITUDES[i / 2 % MAGNITUDES.length];
      values[i] = i % 2 == 0 ? magnitude : -magnitude;
    }
  }
}
