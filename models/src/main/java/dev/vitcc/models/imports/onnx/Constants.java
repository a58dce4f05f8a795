package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Constant;
import dev.vitcc.models.imports.onnx.Term.Elements;
import dev.vitcc.models.imports.onnx.Term.Kind;
import java.util.List;
import java.util.Optional;

/// The values of views of constants.
final class Constants {
  /// The most elements that are computed of one constant.
  private static final int MOST = 1 << 24;

  private static final int MOST_COMPARED = 1 << 20;

  private Constants() {}

  static View of(Origin origin, List<Integer> shape, double[] values, Kind kind) {
    return View.of(Constant.of(origin, shape, i -> values[(int) i], kind));
  }

  static Kind kind(View view) {
    return view.constant().orElseThrow().kind();
  }

  /// All elements, row by row.
  static double[] values(View view) {
    bound(view.layout().size());
    Elements elements = view.constant().orElseThrow().elements();
    long[] places = view.layout().places();
    double[] values = new double[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = view.factor() * elements.at(places[i]);
    }
    return values;
  }

  /// @throws Unmappable if a constant would have more elements than are worth computing
  static void bound(long elements) {
    if (elements > MOST) {
      throw new Unmappable("it computes a constant of %d elements".formatted(elements));
    }
  }

  /// All elements, row by row, read when asked for.
  static Elements elements(View view) {
    Elements elements = view.constant().orElseThrow().elements();
    double factor = view.factor();
    if (view.isInOrder()) {
      return factor == 1 ? elements : i -> factor * elements.at(i);
    }
    Optional<Double> all = repeated(view);
    if (all.isPresent()) {
      double value = all.get();
      return _ -> value;
    }
    bound(view.layout().size());
    long[] places = view.layout().places();
    return i -> factor * elements.at(places[(int) i]);
  }

  /// Elements of a smaller constant that is broadcast to a shape, read when asked for.
  static Elements broadcast(View view, List<Integer> shape) {
    int axis = onlyAxis(view, shape);
    if (axis < 0) {
      return elements(
          view.at(
              view.layout()
                  .expand(shape)
                  .orElseThrow(
                      () ->
                          new Unmappable(
                              "%s does not broadcast to %s".formatted(view.shape(), shape)))));
    }
    double[] along = values(view);
    long inner = Shapes.size(shape.subList(axis + 1, shape.size()));
    return i -> along[(int) (i / inner % along.length)];
  }

  /// The axis of a shape that a constant varies along, if it is only one.
  private static int onlyAxis(View view, List<Integer> shape) {
    int found = -1;
    int ahead = shape.size() - view.layout().rank();
    for (int i = 0; i < view.layout().rank(); i++) {
      if (view.shape().get(i) > 1) {
        if (found >= 0 || ahead < 0 || !shape.get(ahead + i).equals(view.shape().get(i))) {
          return -1;
        }
        found = ahead + i;
      }
    }
    return found;
  }

  /// The number that all elements are, if they are one.
  static Optional<Double> uniform(View view) {
    if (!view.isConstant()) {
      return Optional.empty();
    }
    Optional<Double> repeated = repeated(view);
    if (repeated.isPresent() || view.layout().size() > MOST_COMPARED) {
      return repeated;
    }
    Elements elements = view.constant().orElseThrow().elements();
    long[] places = view.layout().places();
    if (places.length == 0) {
      return Optional.empty();
    }
    double first = elements.at(places[0]);
    for (long place : places) {
      if (elements.at(place) != first) {
        return Optional.empty();
      }
    }
    return Optional.of(first * view.factor());
  }

  private static Optional<Double> repeated(View view) {
    boolean all =
        view.layout().axes().stream()
            .allMatch(axis -> axis.steps().stream().allMatch(step -> step.stride() == 0));
    return all && view.layout().size() > 0
        ? Optional.of(
            view.factor() * view.constant().orElseThrow().elements().at(view.layout().offset()))
        : Optional.empty();
  }

  /// A constant that varies along the last axis alone, as a vector of so many elements.
  static Optional<View> vector(View view, int length) {
    boolean fits =
        view.isConstant()
            && Shapes.withoutOnes(view.shape()).equals(Shapes.withoutOnes(List.of(length)))
            && view.layout().rank() > 0
            && view.shape().getLast() == length;
    return fits ? view.layout().reshape(List.of(length)).map(view::at) : Optional.empty();
  }
}
