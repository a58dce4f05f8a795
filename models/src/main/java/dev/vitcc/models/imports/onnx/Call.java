package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.onnx.OnnxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node with what flows into it.
///
/// @param inputs empty where one was left out
/// @param opset version of the node's domain
record Call(OnnxNode node, List<Optional<View>> inputs, long opset, Origin origin) {
  private static final int MOST_NUMBERS = 1 << 16;

  /// An input that must be there.
  View in(int i) {
    return optional(i).orElseThrow(() -> new Unmappable("it has no input " + i));
  }

  Optional<View> optional(int i) {
    return i < inputs.size() ? inputs.get(i) : Optional.empty();
  }

  /// An input that must not depend on the image.
  View constant(int i, String what) {
    View view = in(i);
    if (!view.isConstant()) {
      throw new Unmappable(what + " is no constant");
    }
    return view;
  }

  Optional<View> optionalConstant(int i, String what) {
    return optional(i).isPresent() ? Optional.of(constant(i, what)) : Optional.empty();
  }

  /// The one number of a constant input.
  double number(int i, String what) {
    return Constants.uniform(constant(i, what))
        .orElseThrow(() -> new Unmappable(what + " is not one number"));
  }

  /// The whole numbers of a constant input.
  List<Long> numbers(int i, String what) {
    View view = constant(i, what);
    if (view.layout().size() > MOST_NUMBERS) {
      throw new Unmappable("%s has %d numbers".formatted(what, view.layout().size()));
    }
    List<Long> numbers = new ArrayList<>();
    for (double value : Constants.values(view)) {
      numbers.add((long) value);
    }
    return numbers;
  }

  /// Numbers that newer opsets take as an input and older ones as an attribute.
  Optional<List<Long>> numbers(int i, String attribute, String what) {
    return optional(i).isPresent() ? Optional.of(numbers(i, what)) : node.numbers(attribute);
  }

  /// An axis, counted from the front.
  static int axis(long axis, int rank) {
    long from = axis < 0 ? axis + rank : axis;
    if (from < 0 || from >= Math.max(rank, 1)) {
      throw new Unmappable("axis %d of %d".formatted(axis, rank));
    }
    return (int) from;
  }
}
