package dev.vitcc.ir;

import java.util.List;
import java.util.stream.Collectors;

/// The element type and shape of a tensor, written `f32[17,48]`.
public record TensorType(ElementType element, List<Integer> shape) {
  public TensorType {
    shape = List.copyOf(shape);
    for (int extent : shape) {
      if (extent < 1) {
        throw new IllegalArgumentException("extent must be at least 1: " + shape);
      }
    }
  }

  public static TensorType of(ElementType element, int... shape) {
    return new TensorType(element, java.util.Arrays.stream(shape).boxed().toList());
  }

  public int rank() {
    return shape.size();
  }

  /// The extent of an axis; a negative axis counts from the end.
  public int dim(int axis) {
    return shape.get(axis < 0 ? rank() + axis : axis);
  }

  /// The number of elements.
  public long size() {
    long n = 1;
    for (int extent : shape) {
      n = Math.multiplyExact(n, extent);
    }
    return n;
  }

  public TensorType withElement(ElementType other) {
    return new TensorType(other, shape);
  }

  @Override
  public String toString() {
    return element + shape.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
