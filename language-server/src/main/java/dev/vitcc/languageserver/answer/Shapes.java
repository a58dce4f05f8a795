package dev.vitcc.languageserver.answer;

import dev.vitcc.ir.TensorType;
import java.util.stream.Collectors;

/// Shapes as people say them.
final class Shapes {
  private Shapes() {}

  /// `197 tokens × 192 features, f32[197,192]`.
  static String text(TensorType type) {
    String extents =
        type.rank() == 2
            ? count(type.dim(0), "token") + " × " + count(type.dim(1), "feature")
            : type.shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
    return extents + ", " + type;
  }

  private static String count(int number, String of) {
    return number + " " + of + (number == 1 ? "" : "s");
  }
}
