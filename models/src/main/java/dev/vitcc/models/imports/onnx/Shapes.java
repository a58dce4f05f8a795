package dev.vitcc.models.imports.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Arithmetic of shapes.
final class Shapes {
  private Shapes() {}

  /// The shape that two broadcast to.
  static Optional<List<Integer>> broadcast(List<Integer> a, List<Integer> b) {
    List<Integer> shape = new ArrayList<>();
    for (int i = Math.max(a.size(), b.size()); i >= 1; i--) {
      int left = i <= a.size() ? a.get(a.size() - i) : 1;
      int right = i <= b.size() ? b.get(b.size() - i) : 1;
      if (left != right && left != 1 && right != 1) {
        return Optional.empty();
      }
      shape.add(left == 1 ? right : left);
    }
    return Optional.of(shape);
  }

  static long size(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /// Without the axes of extent 1.
  static List<Integer> withoutOnes(List<Integer> shape) {
    return shape.stream().filter(extent -> extent != 1).toList();
  }
}
