package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.onnx.OnnxNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one reading of a graph keeps: numbers for terms, and which roundings were met.
final class Session {
  private int next;
  private final Map<Integer, Rounding> dropped = new LinkedHashMap<>();
  private final Map<Integer, Rounding> used = new LinkedHashMap<>();

  Origin origin(OnnxNode node) {
    return new Origin(next++, node.title());
  }

  /// One more term of the same node.
  Origin again(Origin origin) {
    return new Origin(next++, origin.title());
  }

  int number() {
    return next++;
  }

  /// What flows into arithmetic that vitcc has more bits for than the file.
  View exact(View view) {
    if (view.rounding().isEmpty()) {
      return view;
    }
    Rounding rounding = view.rounding().get();
    if (rounding.open()) {
      throw new Unmappable(
          "it takes the codes of " + rounding.title() + ", expected them dequantised before");
    }
    dropped.put(rounding.number(), rounding);
    return view.plain();
  }

  /// What flows into a product of matrices, whose codes vitcc rounds to.
  View codes(View view) {
    view.rounding()
        .ifPresent(
            rounding -> {
              if (rounding.open()) {
                throw new Unmappable("it takes codes, expected them dequantised before");
              }
              used.put(rounding.number(), rounding);
            });
    return view;
  }

  /// A rounding takes the place of an earlier one.
  void replaced(Rounding rounding) {
    dropped.put(rounding.number(), rounding);
  }

  /// The roundings that stand where vitcc has none.
  List<Rounding> unused() {
    return dropped.values().stream().filter(r -> !used.containsKey(r.number())).toList();
  }
}
