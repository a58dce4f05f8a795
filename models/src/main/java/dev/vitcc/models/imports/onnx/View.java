package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Constant;
import java.util.List;
import java.util.Optional;

/// A tensor: elements of a term, times a number.
///
/// @param rounding that the elements went through
record View(Term base, Layout layout, double factor, Optional<Rounding> rounding) {
  /// Relative difference up to which two numbers count as the same: what single precision leaves of
  /// a square root or a quotient that an exporter computed.
  static final double SAME = 1e-6;

  static View of(Term base) {
    return new View(base, Layout.of(base.shape()), 1, Optional.empty());
  }

  List<Integer> shape() {
    return layout.shape();
  }

  int number() {
    return base.origin().number();
  }

  View at(Layout other) {
    return new View(base, other, factor, rounding);
  }

  View times(double number) {
    return new View(base, layout, factor * number, rounding);
  }

  View plain() {
    return new View(base, layout, factor, Optional.empty());
  }

  View unscaled() {
    return new View(base, layout, 1, rounding);
  }

  View rounded(Rounding other) {
    return new View(base, layout, factor, Optional.of(other));
  }

  /// All of the term, in order and as it is.
  boolean isWhole() {
    return isUnscaled() && isInOrder();
  }

  /// All of the term, in order.
  boolean isInOrder() {
    return layout.isAllOf(Shapes.size(base.shape()));
  }

  boolean isUnscaled() {
    return isNear(factor, 1);
  }

  /// The same elements, up to the shape.
  boolean isSameAs(View other) {
    return number() == other.number()
        && isNear(factor, other.factor)
        && layout.offset() == other.layout.offset()
        && layout.merged(0, layout.rank()).equals(other.layout.merged(0, other.layout.rank()));
  }

  Optional<Constant> constant() {
    return base instanceof Constant constant ? Optional.of(constant) : Optional.empty();
  }

  boolean isConstant() {
    return base instanceof Constant;
  }

  static boolean isNear(double value, double expected) {
    return Math.abs(value - expected) <= SAME * Math.abs(expected);
  }
}
