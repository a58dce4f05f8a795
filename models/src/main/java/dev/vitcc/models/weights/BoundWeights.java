package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.ModelsCode;
import java.util.List;
import java.util.SequencedMap;

/// Parameters bound to the tensors of a checkpoint, see [WeightBinding].
///
/// @param parts the stored tensors that make up each parameter, in order along its first axis
record BoundWeights(
    SequencedMap<String, ParameterShape> parameters,
    SequencedMap<String, List<Checkpoint.Entry>> parts)
    implements WeightSource {

  @Override
  public float[] read(String name) {
    ParameterShape parameter = parameters.get(name);
    List<Checkpoint.Entry> stored = parts.get(name);
    if (parameter == null || stored == null) {
      throw new IllegalArgumentException("the model has no parameter '" + name + "'");
    }
    float[] values = new float[parameter.size()];
    int at = 0;
    for (Checkpoint.Entry part : stored) {
      part.read(values, at);
      checkFinite(part, values, at);
      at += (int) part.tensor().size();
    }
    return values;
  }

  private void checkFinite(Checkpoint.Entry part, float[] values, int at) {
    long size = part.tensor().size();
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(values[at + i])) {
        throw new CompileException(
            ModelsCode.NOT_FINITE.in(
                part.file().file(),
                "tensor '%s' holds %s at index %d, expected finite numbers"
                    .formatted(part.tensor().name(), values[at + i], i)));
      }
    }
  }
}
