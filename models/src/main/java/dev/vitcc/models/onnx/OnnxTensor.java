package dev.vitcc.models.onnx;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A tensor of a file; its elements are read where they lie, when they are asked for.
///
/// @param data packed, little-endian, as many bytes as type and shape say
public record OnnxTensor(String name, OnnxType type, List<Integer> shape, MemorySegment data) {
  public OnnxTensor {
    shape = List.copyOf(shape);
  }

  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /// Element `i`, counted row by row.
  public double at(long i) {
    return type.read(data, i);
  }
}
