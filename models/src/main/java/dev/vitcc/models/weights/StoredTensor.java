package dev.vitcc.models.weights;

import java.util.List;

/// What the header of a safetensors file says about one tensor, checked against the file.
///
/// @param begin of its bytes, counted from the end of the header
/// @param end of its bytes, exclusive
public record StoredTensor(String name, StoredType type, List<Long> shape, long begin, long end) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  /// The number of elements; the header's check saw to it that this doesn't overflow.
  public long size() {
    return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }
}
