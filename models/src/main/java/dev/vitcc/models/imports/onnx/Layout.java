package dev.vitcc.models.imports.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Where the elements of a tensor lie in another one that they are taken from: what reshapes,
/// transposes, slices and splits amount to.
///
/// Each axis is a list of steps, the outermost first: heads side by side are one axis of two steps.
///
/// @param offset of the first element
record Layout(List<Axis> axes, long offset) {
  /// So many elements, so far apart.
  record Step(int extent, long stride) {}

  /// The steps of one axis, as few as possible; none for an extent of 1.
  record Axis(List<Step> steps) {
    Axis {
      steps = canonical(steps);
    }

    int extent() {
      return steps.stream().mapToInt(Step::extent).reduce(1, Math::multiplyExact);
    }

    private static List<Step> canonical(List<Step> steps) {
      List<Step> few = new ArrayList<>();
      for (Step step : steps) {
        Step outer = few.isEmpty() ? new Step(1, 0) : few.getLast();
        if (step.extent() == 1) {
          continue;
        }
        if (!few.isEmpty() && outer.stride() == step.stride() * step.extent()) {
          few.removeLast();
          few.add(new Step(outer.extent() * step.extent(), step.stride()));
        } else {
          few.add(step);
        }
      }
      return List.copyOf(few);
    }
  }

  Layout {
    axes = List.copyOf(axes);
  }

  /// All elements in their order.
  static Layout of(List<Integer> shape) {
    List<Axis> axes = new ArrayList<>();
    long stride = 1;
    for (int extent : shape.reversed()) {
      axes.add(new Axis(List.of(new Step(extent, stride))));
      stride = Math.multiplyExact(stride, (long) extent);
    }
    return new Layout(axes.reversed(), 0);
  }

  List<Integer> shape() {
    return axes.stream().map(Axis::extent).toList();
  }

  int rank() {
    return axes.size();
  }

  long size() {
    return axes.stream().mapToLong(Axis::extent).reduce(1, Math::multiplyExact);
  }

  /// The axis, counted from the end if negative.
  Axis axis(int number) {
    return axes.get(number < 0 ? number + rank() : number);
  }

  /// The steps of some axes, as if they were one.
  Axis merged(int from, int to) {
    return new Axis(axes.subList(from, to).stream().flatMap(a -> a.steps().stream()).toList());
  }

  /// Whether it is all of a tensor of so many elements, in order.
  boolean isAllOf(long elements) {
    List<Step> steps = merged(0, rank()).steps();
    return offset == 0
        && (elements == 1
            ? steps.isEmpty()
            : steps.size() == 1
                && steps.getFirst().extent() == elements
                && steps.getFirst().stride() == 1);
  }

  /// The same elements in another shape; empty if that tears steps apart.
  Optional<Layout> reshape(List<Integer> shape) {
    if (shape.contains(0)) {
      return size() == 0 ? Optional.of(of(shape)) : Optional.empty();
    }
    List<Step> left = new ArrayList<>();
    axes.forEach(axis -> left.addAll(axis.steps()));
    List<Axis> to = new ArrayList<>();
    for (int extent : shape.reversed()) {
      Optional<Axis> axis = take(left, extent);
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      to.add(axis.get());
    }
    return left.isEmpty() ? Optional.of(new Layout(to.reversed(), offset)) : Optional.empty();
  }

  /// Takes the innermost steps that make up an extent.
  private static Optional<Axis> take(List<Step> left, int extent) {
    List<Step> taken = new ArrayList<>();
    int wanted = extent;
    while (wanted > 1) {
      if (left.isEmpty()) {
        return Optional.empty();
      }
      Step step = left.removeLast();
      if (wanted % step.extent() == 0) {
        taken.add(step);
        wanted /= step.extent();
      } else if (step.extent() % wanted == 0) {
        taken.add(new Step(wanted, step.stride()));
        left.add(new Step(step.extent() / wanted, step.stride() * wanted));
        wanted = 1;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Axis(taken.reversed()));
  }

  Layout transpose(List<Integer> order) {
    return new Layout(order.stream().map(axes::get).toList(), offset);
  }

  /// `count` elements of an axis from `start`; empty if that tears steps apart.
  Optional<Layout> slice(int number, int start, int count, int by) {
    List<Step> outer = new ArrayList<>();
    List<Step> rest = new ArrayList<>(axes.get(number).steps());
    long moved = offset;
    int first = start;
    while (!rest.isEmpty()) {
      Step step = rest.removeFirst();
      int inner = rest.stream().mapToInt(Step::extent).reduce(1, Math::multiplyExact);
      int last = first + (count - 1) * by;
      if (first / inner == last / inner) { // within one element of this step
        moved += first / inner * step.stride();
        first %= inner;
      } else if (first % inner == 0 && by == 1 && count % inner == 0) {
        outer.add(new Step(count / inner, step.stride()));
        outer.addAll(rest);
        return Optional.of(with(number, outer, moved + first / inner * step.stride()));
      } else if (inner == 1) {
        outer.add(new Step(count, step.stride() * by));
        return Optional.of(with(number, outer, moved + first * step.stride()));
      } else {
        return Optional.empty();
      }
    }
    return count == 1 ? Optional.of(with(number, outer, moved)) : Optional.empty();
  }

  private Layout with(int number, List<Step> steps, long moved) {
    List<Axis> all = new ArrayList<>(axes);
    all.set(number, new Axis(steps));
    return new Layout(all, moved);
  }

  /// Repeated along axes of extent 1, and along new ones in front; empty if the shapes don't fit.
  Optional<Layout> expand(List<Integer> shape) {
    if (shape.size() < rank()) {
      return Optional.empty();
    }
    List<Axis> to =
        new ArrayList<>(Collections.nCopies(shape.size() - rank(), new Axis(List.of())));
    to.addAll(axes);
    for (int i = 0; i < to.size(); i++) {
      int extent = to.get(i).extent();
      if (extent == 1) {
        to.set(i, new Axis(List.of(new Step(shape.get(i), 0))));
      } else if (extent != shape.get(i)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Layout(to, offset));
  }

  /// Where each element of an axis lies, from the first one.
  long[] places(int number) {
    long[] places = {0};
    for (Step step : axis(number).steps()) {
      long[] finer = new long[Math.multiplyExact(places.length, step.extent())];
      for (int i = 0; i < finer.length; i++) {
        finer[i] = places[i / step.extent()] + i % step.extent() * step.stride();
      }
      places = finer;
    }
    return places;
  }

  /// Where all elements lie, row by row.
  long[] places() {
    long[] inner = new Layout(List.of(merged(0, rank())), 0).places(0);
    for (int i = 0; i < inner.length; i++) {
      inner[i] += offset;
    }
    return inner;
  }
}
