package dev.vitcc.passes.quantize;

import dev.vitcc.ir.Node;

/// An integer node and what its codes stand for: `(code - zero) · scale`.
///
/// @param magnitude the greatest magnitude that a code can have
record Quantity(Node node, double scale, int zero, int magnitude) {
  Quantity(Node node, double scale, int magnitude) {
    this(node, scale, 0, magnitude);
  }

  /// The same meaning, carried by another node that only moves codes.
  Quantity movedTo(Node moved) {
    return new Quantity(moved, scale, zero, magnitude);
  }
}
