package dev.vitcc.models.weights;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The values of a model's parameters, each read when it is asked for, as often as it is asked for.
///
/// Nothing is kept: a caller that needs a tensor twice keeps it or pays twice. Reading is safe from
/// several threads.
public sealed interface WeightSource permits BoundWeights, RandomWeights, NominalWeights {
  /// Every parameter by its canonical name, in the order in which the model gave them.
  SequencedMap<String, ParameterShape> parameters();

  /// The values of one parameter, row by row.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if the file can't give them after all
  /// @throws IllegalArgumentException if the model has no such parameter
  float[] read(String name);

  /// The same as the parameters of a graph, still read when asked for.
  default Parameters asParameters() {
    Map<String, Supplier<TensorData>> values = new LinkedHashMap<>();
    for (ParameterShape parameter : parameters().values()) {
      TensorType type = new TensorType(ElementType.F32, parameter.shape());
      values.put(parameter.name(), () -> new TensorData.Reals(type, read(parameter.name())));
    }
    return new Parameters(values);
  }
}
