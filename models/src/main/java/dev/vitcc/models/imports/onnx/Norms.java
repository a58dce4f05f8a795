package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Apply;
import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.Term.Power;
import dev.vitcc.models.imports.onnx.Term.Shifted;
import dev.vitcc.models.imports.onnx.Term.Sum;
import java.util.List;
import java.util.Optional;

/// Layer norms that are written out: `d / sqrt(mean(d²) + ε)` with `d = x - mean(x)`.
final class Norms {
  private Norms() {}

  /// `d / sqrt(…)`.
  static Optional<View> quotient(Origin at, View deviation, View root) {
    return root.base() instanceof Apply(_, Function function, View variance)
            && function == Function.SQUARE_ROOT
            && root.isUnscaled()
        ? norm(at, deviation, variance)
        : Optional.empty();
  }

  /// `d · (1 / sqrt(…))`.
  static Optional<View> normalised(Origin at, View deviation, View inverse) {
    return inverse.base() instanceof Apply(_, Function function, View root)
            && function == Function.RECIPROCAL
            && inverse.isUnscaled()
        ? quotient(at, deviation, root)
        : Optional.empty();
  }

  private static Optional<View> norm(Origin at, View deviation, View variance) {
    if (!(variance.base() instanceof Shifted(_, View mean, double epsilon))
        || !variance.isUnscaled()
        || !(mean.base() instanceof Apply(_, Function function, View square))
        || function != Function.MEAN
        || !mean.isUnscaled()
        || !(square.base() instanceof Power(_, View again, double exponent))
        || exponent != 2
        || !square.isWhole()) {
      return Optional.empty();
    }
    Optional<View> x = deviated(deviation);
    Optional<View> same = deviated(again);
    return x.isPresent() && same.isPresent() && x.get().isSameAs(same.get())
        ? Optional.of(
            View.of(new LayerNorm(at, x.get(), epsilon, Optional.empty(), Optional.empty())))
        : Optional.empty();
  }

  /// The `x` of `x - mean(x)`.
  private static Optional<View> deviated(View deviation) {
    if (!(deviation.base() instanceof Sum(_, View left, View right)) || !deviation.isWhole()) {
      return Optional.empty();
    }
    for (List<View> sides : List.of(List.of(left, right), List.of(right, left))) {
      View x = sides.getFirst();
      View mean = sides.getLast();
      if (mean.base() instanceof Apply(_, Function function, View of)
          && function == Function.MEAN
          && View.isNear(mean.factor(), -1)
          && of.isSameAs(x)) {
        return Optional.of(x);
      }
    }
    return Optional.empty();
  }
}
