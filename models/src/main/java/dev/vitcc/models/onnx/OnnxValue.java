package dev.vitcc.models.onnx;

import java.util.List;
import java.util.Optional;

/// An input or output of a graph.
///
/// @param type of its elements, as far as vitcc knows it
/// @param shape unknown extents are negative; absent if the file says nothing of it
public record OnnxValue(String name, Optional<OnnxType> type, Optional<List<Long>> shape) {
  public OnnxValue {
    shape = shape.map(List::copyOf);
  }
}
