package dev.vitcc.models.imports.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Ops that move elements and compute nothing: each gives another layout of the same term.
final class LayoutOps {
  private static final int MOST = Integer.MAX_VALUE;

  private LayoutOps() {}

  static View reshape(Call call) {
    View view = call.in(0);
    List<Long> wanted = call.numbers(1, "shape", "the shape").orElse(List.of());
    boolean zeros = call.node().number("allowzero", 0) != 0;
    List<Long> shape = new ArrayList<>();
    long known = 1;
    for (int i = 0; i < wanted.size(); i++) {
      long extent = wanted.get(i);
      if (extent == 0 && !zeros && i < view.layout().rank()) {
        extent = view.shape().get(i);
      }
      shape.add(extent);
      known = extent < 0 ? known : Math.multiplyExact(known, extent);
    }
    long size = view.layout().size();
    int open = shape.indexOf(-1L);
    if (open >= 0 && known > 0) {
      shape.set(open, size / known);
    }
    if (shape.stream().anyMatch(e -> e < 0 || e > MOST)
        || shape.stream().reduce(1L, Math::multiplyExact) != size) {
      throw new Unmappable("shape %s does not become %s".formatted(view.shape(), wanted));
    }
    return to(view, shape.stream().map(Math::toIntExact).toList());
  }

  static View to(View view, List<Integer> shape) {
    if (Shapes.size(shape) != view.layout().size()) {
      throw new Unmappable("shape %s does not become %s".formatted(view.shape(), shape));
    }
    return view.layout()
        .reshape(shape)
        .map(view::at)
        .or(() -> copied(view, shape))
        .orElseThrow(
            () ->
                new Unmappable(
                    "shape %s becomes %s across the order of elements"
                        .formatted(view.shape(), shape)));
  }

  /// A constant can be written anew in any order.
  private static Optional<View> copied(View view, List<Integer> shape) {
    return view.isConstant()
        ? Optional.of(
            Constants.of(view.base().origin(), shape, Constants.values(view), Constants.kind(view)))
        : Optional.empty();
  }

  static View flatten(Call call) {
    View view = call.in(0);
    int rank = view.layout().rank();
    long axis = call.node().number("axis", 1);
    int from = axis == rank ? rank : Call.axis(axis, rank);
    int rows = (int) Shapes.size(view.shape().subList(0, from));
    return to(view, List.of(rows, (int) Shapes.size(view.shape().subList(from, rank))));
  }

  static View squeeze(Call call) {
    View view = call.in(0);
    Optional<List<Long>> axes = call.numbers(1, "axes", "the axes");
    List<Integer> shape = new ArrayList<>(view.shape());
    if (axes.isEmpty()) {
      return to(view, Shapes.withoutOnes(shape));
    }
    List<Integer> dropped =
        axes.get().stream().map(a -> Call.axis(a, shape.size())).sorted().toList();
    for (int axis : dropped.reversed()) {
      if (shape.get(axis) != 1) {
        throw new Unmappable("axis %d of %s is not 1".formatted(axis, view.shape()));
      }
      shape.remove(axis);
    }
    return to(view, shape);
  }

  static View unsqueeze(Call call) {
    View view = call.in(0);
    List<Long> axes =
        call.numbers(1, "axes", "the axes").orElseThrow(() -> new Unmappable("it has no axes"));
    int rank = view.layout().rank() + axes.size();
    List<Integer> sorted = axes.stream().map(a -> Call.axis(a, rank)).sorted().toList();
    List<Integer> shape = new ArrayList<>(view.shape());
    for (int axis : sorted) {
      if (axis > shape.size()) {
        throw new Unmappable("axes " + axes + " are not each another one");
      }
      shape.add(axis, 1);
    }
    return to(view, shape);
  }

  static View transpose(Call call) {
    View view = call.in(0);
    int rank = view.layout().rank();
    List<Integer> order =
        call.node()
            .numbers("perm")
            .map(perm -> perm.stream().map(a -> Call.axis(a, rank)).toList())
            .orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList());
    if (order.stream().distinct().count() != rank || order.size() != rank) {
      throw new Unmappable("%s is no order of %d axes".formatted(order, rank));
    }
    return view.at(view.layout().transpose(order));
  }

  static View expand(Call call) {
    View view = call.in(0);
    List<Integer> wanted =
        call.numbers(1, "the shape").stream()
            .map(extent -> (int) Math.clamp(extent, 0, (long) MOST))
            .toList();
    return Shapes.broadcast(view.shape(), wanted)
        .flatMap(view.layout()::expand)
        .map(view::at)
        .orElseThrow(
            () -> new Unmappable("%s does not expand to %s".formatted(view.shape(), wanted)));
  }

  static View slice(Call call) {
    View view = call.in(0);
    List<Long> starts = numbers(call, 1, "starts");
    List<Long> ends = numbers(call, 2, "ends");
    List<Long> axes =
        call.numbers(3, "axes", "the axes")
            .orElseGet(() -> IntStream.range(0, starts.size()).mapToObj(i -> (long) i).toList());
    List<Long> steps =
        call.numbers(4, "steps", "the steps")
            .orElseGet(() -> Collections.nCopies(starts.size(), 1L));
    if (ends.size() != starts.size()
        || axes.size() != starts.size()
        || steps.size() != starts.size()) {
      throw new Unmappable("its starts, ends, axes and steps are not equally many");
    }
    for (int i = 0; i < starts.size(); i++) {
      int axis = Call.axis(axes.get(i), view.layout().rank());
      view = slice(view, axis, starts.get(i), ends.get(i), steps.get(i));
    }
    return view;
  }

  private static List<Long> numbers(Call call, int input, String what) {
    return call.numbers(input, what, "the " + what)
        .orElseThrow(() -> new Unmappable("it has no " + what));
  }

  private static View slice(View view, int axis, long start, long end, long by) {
    int extent = view.shape().get(axis);
    if (by < 1) {
      return backwards(view, axis, start, end, by);
    }
    long from = Math.clamp(start < 0 ? start + extent : start, 0, (long) extent);
    long to = Math.clamp(end < 0 ? end + extent : end, 0, (long) extent);
    long count = to <= from ? 0 : (to - from - 1) / by + 1;
    return part(view, axis, (int) from, (int) count, (int) Math.min(by, extent));
  }

  /// A constant read from behind, as exporters compute paddings.
  private static View backwards(View view, int axis, long start, long end, long by) {
    int extent = view.shape().get(axis);
    boolean whole = by == -1 && (start == -1 || start >= extent - 1) && end < -extent;
    if (!whole || !view.isConstant() || view.layout().rank() != 1) {
      throw new Unmappable("it slices backwards");
    }
    double[] values = Constants.values(view);
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i] = values[values.length - 1 - i];
    }
    return Constants.of(view.base().origin(), view.shape(), turned, Constants.kind(view));
  }

  /// Some elements of one axis.
  static View part(View view, int axis, int start, int count, int by) {
    if (count == 0) {
      List<Integer> shape = new ArrayList<>(view.shape());
      shape.set(axis, 0);
      if (view.isConstant()) {
        return Constants.of(view.base().origin(), shape, new double[0], Constants.kind(view));
      }
      throw new Unmappable("it takes nothing of axis %d of %s".formatted(axis, view.shape()));
    }
    return view.layout()
        .slice(axis, start, count, by)
        .map(view::at)
        .orElseThrow(
            () ->
                new Unmappable(
                    "%d elements of axis %d of %s are taken across the order of elements"
                        .formatted(count, axis, view.shape())));
  }

  static List<View> split(Call call) {
    View view = call.in(0);
    int axis = Call.axis(call.node().number("axis", 0), view.layout().rank());
    int extent = view.shape().get(axis);
    int outputs = call.node().outputs().size();
    long parts = Math.max(1, call.node().number("num_outputs", outputs));
    long each = (extent + parts - 1) / parts;
    Optional<List<Long>> sizes = call.numbers(1, "split", "the split");
    List<View> views = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < outputs; i++) {
      long count =
          sizes.isPresent() && i < sizes.get().size()
              ? sizes.get().get(i)
              : Math.min(each, extent - from);
      if (count < 0 || count > extent - from) {
        throw new Unmappable("axis %d of %s does not split so".formatted(axis, view.shape()));
      }
      views.add(part(view, axis, from, (int) count, 1));
      from += (int) count;
    }
    return views;
  }

  static View gather(Call call) {
    View view = call.in(0);
    View indices = call.constant(1, "the index");
    int axis = Call.axis(call.node().number("axis", 0), view.layout().rank());
    int extent = view.shape().get(axis);
    List<Long> at = call.numbers(1, "the index");
    if (at.stream().anyMatch(i -> i < -extent || i >= extent)) {
      throw new Unmappable("index %s of axis %d of %s".formatted(at, axis, view.shape()));
    }
    List<Integer> found = at.stream().map(i -> (int) (i < 0 ? i + extent : i)).toList();
    List<Integer> shape = new ArrayList<>(view.shape());
    shape.remove(axis);
    shape.addAll(axis, indices.shape());
    int by = found.size() < 2 ? 1 : found.get(1) - found.get(0);
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i) - found.get(i - 1) != by || by < 1) {
        return gathered(view, axis, found, shape);
      }
    }
    if (found.isEmpty()) {
      throw new Unmappable("it takes nothing");
    }
    return to(part(view, axis, found.getFirst(), found.size(), by), shape);
  }

  /// Elements of a constant in any order.
  private static View gathered(View view, int axis, List<Integer> found, List<Integer> shape) {
    if (!view.isConstant()) {
      throw new Unmappable("it takes %s, which are not evenly spaced".formatted(found));
    }
    double[] all = Constants.values(view);
    int inner = (int) Shapes.size(view.shape().subList(axis + 1, view.layout().rank()));
    int extent = view.shape().get(axis);
    Constants.bound(Shapes.size(shape));
    double[] values = new double[(int) Shapes.size(shape)];
    for (int i = 0; i < values.length; i++) {
      int outer = i / inner / found.size();
      int row = found.get(i / inner % found.size());
      values[i] = all[(outer * extent + row) * inner + i % inner];
    }
    return Constants.of(view.base().origin(), shape, values, Constants.kind(view));
  }
}
