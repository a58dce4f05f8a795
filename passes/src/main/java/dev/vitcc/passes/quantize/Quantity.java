package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;
import java.util.List;
import java.util.Optional;

/// An integer node and what its codes stand for: `(code - zero) · scale`.
///
/// @param magnitude the greatest magnitude that a code can have
/// @param joined the last columns, where those have a scale of their own
record Quantity(Node node, double scale, int zero, int magnitude, Optional<Joined> joined) {
  Quantity(Node node, double scale, int zero, int magnitude) {
    this(node, scale, zero, magnitude, Optional.empty());
  }

  Quantity(Node node, double scale, int magnitude) {
    this(node, scale, 0, magnitude);
  }

  /// Columns that came from another tensor.
  ///
  /// @param from the first of them
  record Joined(int from, double scale, int zero) {}

  /// What codes stand for.
  List<Object> codes() {
    return List.of(scale, zero, joined);
  }

  /// The same meaning, carried by another node that only moves codes.
  Quantity movedTo(Node moved) {
    return new Quantity(moved, scale, zero, magnitude, joined);
  }

  /// With the columns of another tensor behind these, in one node.
  Quantity joinedTo(Quantity right, Node both) {
    int columns = node.type().dim(-1);
    return new Quantity(
        both,
        scale,
        zero,
        Math.max(magnitude, right.magnitude),
        Optional.of(new Joined(columns, right.scale, right.zero)));
  }

  /// The code of a column that stands for zero.
  int zeroOf(int column) {
    return joined.filter(part -> column >= part.from()).map(Joined::zero).orElse(zero);
  }

  /// What a code of a column stands for, in units of the first column's.
  double ratio(int column) {
    return joined.filter(part -> column >= part.from()).map(Joined::scale).orElse(scale) / scale;
  }
}
