package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Apply;
import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Power;
import dev.vitcc.models.imports.onnx.Term.Quotient;
import dev.vitcc.models.imports.onnx.Term.Shifted;
import dev.vitcc.models.imports.onnx.Term.Sum;
import dev.vitcc.models.imports.onnx.Term.Times;
import java.util.List;
import java.util.Optional;

/// Arithmetic of views in which different ways of writing one thing become the same term.
///
/// | written | becomes |
/// |---|---|
/// | `2x`, `x / 2`, `-x` | the view's factor |
/// | `x + 0` | `x` |
/// | `(x Wᵀ) + b`, `γ (x Wᵀ + b)` | [Linear] with bias, with gain |
/// | `d / sqrt(mean(d²) + ε)` with `d = x - mean(x)` | [LayerNorm] |
/// | `LayerNorm · γ + β` | [LayerNorm] with scale and shift |
/// | `x (1 + erf(x / √2))` | twice a GELU ([Gelus]) |
final class Algebra {
  private final Session session;

  Algebra(Session session) {
    this.session = session;
  }

  View add(Origin at, View left, View right) {
    List<Integer> shape = shape(left, right);
    View a = exact(left, shape);
    View b = exact(right, shape);
    if (a.isConstant()) {
      return add(at, right, left);
    }
    Optional<Double> number = Constants.uniform(b);
    if (number.isPresent()) {
      return number.get() == 0 ? a : View.of(new Shifted(at, a, number.get()));
    }
    return withVector(at, a, right)
        .orElseGet(
            () ->
                View.of(
                    b.isConstant() || a.number() <= b.number()
                        ? new Sum(at, a, b)
                        : new Sum(at, b, a)));
  }

  /// A vector that is added to what takes one.
  private Optional<View> withVector(Origin at, View view, View vector) {
    if (!view.isInOrder() || !vector.isConstant() || view.layout().rank() == 0) {
      return Optional.empty();
    }
    Optional<View> bias =
        Constants.vector(vector, view.shape().getLast()).map(v -> v.times(1 / view.factor()));
    if (bias.isEmpty() || !view.base().shape().getLast().equals(view.shape().getLast())) {
      return Optional.empty();
    }
    return switch (view.base()) {
      case Linear linear when linear.bias().isEmpty() && linear.gain().isEmpty() ->
          Optional.of(like(view, linear.withBias(at, bias.get())));
      case LayerNorm norm when norm.shift().isEmpty() ->
          Optional.of(
              like(view, new LayerNorm(at, norm.input(), norm.epsilon(), norm.scale(), bias)));
      default -> Optional.empty();
    };
  }

  View multiply(Origin at, View left, View right) {
    List<Integer> shape = shape(left, right);
    Optional<Double> number = Constants.uniform(right);
    if (number.isPresent()) {
      return expand(left, shape).times(number.get()); // keeps a rounding
    }
    if (left.isConstant()) {
      return multiply(at, right, left);
    }
    View a = exact(left, shape);
    View b = exact(right, shape);
    if (b.isConstant()) {
      return withGain(at, a, right).orElseGet(() -> View.of(new Times(at, a, b)));
    }
    return repeated(at, a, b)
        .or(() -> Norms.normalised(at, a, b))
        .or(() -> Norms.normalised(at, b, a))
        .or(() -> Gelus.find(at, a, b))
        .or(() -> Gelus.find(at, b, a))
        .orElseGet(
            () ->
                View.of(new Times(at, a.unscaled(), b.unscaled())).times(a.factor() * b.factor()));
  }

  /// A vector that scales what takes one.
  private Optional<View> withGain(Origin at, View view, View vector) {
    if (!view.isInOrder() || view.layout().rank() == 0) {
      return Optional.empty();
    }
    Optional<View> gain = Constants.vector(vector, view.shape().getLast());
    if (gain.isEmpty() || !view.base().shape().getLast().equals(view.shape().getLast())) {
      return Optional.empty();
    }
    return switch (view.base()) {
      case Linear linear when linear.gain().isEmpty() ->
          Optional.of(like(view, linear.withGain(at, gain.get())));
      case LayerNorm norm when norm.scale().isEmpty() && norm.shift().isEmpty() ->
          Optional.of(
              like(view, new LayerNorm(at, norm.input(), norm.epsilon(), gain, norm.shift())));
      default -> Optional.empty();
    };
  }

  /// `x · x`, `x · x²`.
  private static Optional<View> repeated(Origin at, View a, View b) {
    View one = a.base() instanceof Power ? b : a;
    View other = a.base() instanceof Power ? a : b;
    double factor = a.factor() * b.factor();
    if (one.unscaled().isSameAs(other.unscaled())) {
      return Optional.of(View.of(new Power(at, one.unscaled(), 2)).times(factor));
    }
    return other.base() instanceof Power power
            && other.isInOrder()
            && power.input().isSameAs(one.unscaled())
        ? Optional.of(View.of(new Power(at, power.input(), power.exponent() + 1)).times(factor))
        : Optional.empty();
  }

  View power(Origin at, View base, View exponent) {
    double number =
        Constants.uniform(exponent)
            .orElseThrow(() -> new Unmappable("the exponent is no constant number"));
    View x = session.exact(base);
    if (number == 1) {
      return x;
    }
    if (number == 0.5) {
      return apply(at, Function.SQUARE_ROOT, x);
    }
    return View.of(new Power(at, x.unscaled(), number)).times(Math.pow(x.factor(), number));
  }

  View divide(Origin at, View left, View right) {
    if (right.isConstant()) {
      Optional<Double> number = Constants.uniform(right);
      if (number.isPresent()) {
        return expand(left, shape(left, right)).times(1 / number.get());
      }
      Term.Elements divisor = Constants.elements(right);
      double[] inverse = new double[(int) right.layout().size()];
      for (int i = 0; i < inverse.length; i++) {
        inverse[i] = 1 / divisor.at(i);
      }
      return multiply(
          at, left, Constants.of(session.again(at), right.shape(), inverse, Term.Kind.REAL));
    }
    Optional<Double> number = Constants.uniform(left);
    if (number.isPresent()) {
      View under = session.exact(right);
      return View.of(new Apply(at, Function.RECIPROCAL, under.unscaled()))
          .times(number.get() / under.factor());
    }
    List<Integer> shape = shape(left, right);
    View a = exact(left, shape);
    View b = exact(right, shape);
    return Norms.quotient(at, a, b)
        .orElseGet(
            () ->
                View.of(new Quotient(at, a.unscaled(), b.unscaled()))
                    .times(a.factor() / b.factor()));
  }

  View apply(Origin at, Function function, View input) {
    return View.of(new Apply(at, function, session.exact(input)));
  }

  /// The same elements of a term that stands for the view's own.
  private static View like(View view, Term term) {
    return new View(term, view.layout(), view.factor(), Optional.empty());
  }

  private View exact(View view, List<Integer> shape) {
    return session.exact(expand(view, shape));
  }

  private static View expand(View view, List<Integer> shape) {
    return view.shape().equals(shape)
        ? view
        : view.at(view.layout().expand(shape).orElseThrow(IllegalStateException::new));
  }

  private static List<Integer> shape(View left, View right) {
    return Shapes.broadcast(left.shape(), right.shape())
        .orElseThrow(
            () ->
                new Unmappable(
                    "shapes %s and %s do not fit".formatted(left.shape(), right.shape())));
  }
}
