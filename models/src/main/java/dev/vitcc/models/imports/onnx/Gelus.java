package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Apply;
import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.Power;
import dev.vitcc.models.imports.onnx.Term.Shifted;
import dev.vitcc.models.imports.onnx.Term.Sum;
import dev.vitcc.models.imports.onnx.Term.Times;
import java.util.List;
import java.util.Optional;

/// GELUs that are written out, whatever the order of their factors.
///
/// | | |
/// |---|---|
/// | exact | `x/2 (1 + erf(x / √2))` |
/// | by tanh | `x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))` |
/// | by sigmoid | `x σ(1.702 x)` |
final class Gelus {
  /// Relative difference up to which a constant is taken for the one above: half precision.
  static final double SAME = 5e-4;

  private static final double CUBIC = 0.044715;
  private static final double SIGMOID = 1.702;

  private Gelus() {}

  /// The GELU that `x · gate` is, if it is one.
  static Optional<View> find(Origin at, View x, View gate) {
    if (gate.base() instanceof Apply(_, Function function, View slope)
        && function == Function.SIGMOID
        && gate.isInOrder()
        && slope.unscaled().isSameAs(x.unscaled())
        && isNear(slope.factor() / x.factor(), SIGMOID)) {
      return Optional.of(gelu(at, Function.QUICK_GELU, x.unscaled(), x.factor() * gate.factor()));
    }
    if (!(gate.base() instanceof Shifted(_, View curve, double by))
        || !gate.isInOrder()
        || !(curve.base() instanceof Apply(_, Function function, View argument))
        || !isNear(curve.factor(), by)) {
      return Optional.empty();
    }
    double factor = 2 * x.factor() * by * gate.factor();
    if (function == Function.ERF && argument.unscaled().isSameAs(x.unscaled())) {
      double inner = argument.factor() * Math.sqrt(2);
      return Optional.of(
          gelu(at, Function.GELU, x.unscaled().times(snapped(inner)), factor / snapped(inner)));
    }
    return function == Function.TANH && isCubic(argument, x.unscaled())
        ? Optional.of(gelu(at, Function.TANH_GELU, x.unscaled(), factor))
        : Optional.empty();
  }

  private static View gelu(Origin at, Function function, View x, double factor) {
    return View.of(new Apply(at, function, x)).times(snapped(factor));
  }

  /// Whether it is `√(2/π) (x + 0.044715 x³)`, or the same with `x` taken out.
  private static boolean isCubic(View argument, View x) {
    double outer = Math.sqrt(2 / Math.PI);
    if (argument.base() instanceof Times(_, View left, View right)) {
      View gate = left.unscaled().isSameAs(x) ? right : left;
      View other = left.unscaled().isSameAs(x) ? left : right;
      return other.unscaled().isSameAs(x)
          && gate.base() instanceof Shifted(_, View square, double by)
          && isPower(square, x, 2, CUBIC * by)
          && isNear(argument.factor() * by, outer);
    }
    if (!(argument.base() instanceof Sum(_, View left, View right))) {
      return false;
    }
    for (List<View> sides : List.of(List.of(left, right), List.of(right, left))) {
      double linear = sides.getFirst().factor();
      if (sides.getFirst().unscaled().isSameAs(x)
          && isPower(sides.getLast(), x, 3, CUBIC * linear)
          && isNear(argument.factor() * linear, outer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPower(View view, View x, double exponent, double factor) {
    return view.base() instanceof Power(_, View of, double power)
        && power == exponent
        && of.isSameAs(x)
        && isNear(view.factor(), factor);
  }

  /// 1 where that is meant.
  private static double snapped(double factor) {
    return isNear(factor, 1) ? 1 : factor;
  }

  private static boolean isNear(double value, double expected) {
    return Math.abs(value - expected) <= SAME * Math.abs(expected);
  }
}
