package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Constant;
import dev.vitcc.models.imports.onnx.Term.Elements;
import dev.vitcc.models.imports.onnx.Term.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Ops on constants, which are computed at once: what exporters leave of shapes and scales.
final class NumericOps {
  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("Neg", x -> -x),
          Map.entry("Abs", Math::abs),
          Map.entry("Sqrt", Math::sqrt),
          Map.entry("Reciprocal", x -> 1 / x),
          Map.entry("Exp", Math::exp),
          Map.entry("Log", Math::log),
          Map.entry("Sin", Math::sin),
          Map.entry("Cos", Math::cos),
          Map.entry("Floor", Math::floor),
          Map.entry("Ceil", Math::ceil),
          Map.entry("Round", Math::rint),
          Map.entry("Not", x -> x == 0 ? 1 : 0),
          Map.entry("IsNaN", x -> Double.isNaN(x) ? 1 : 0));
  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.ofEntries(
          Map.entry("Add", Double::sum),
          Map.entry("Sub", (a, b) -> a - b),
          Map.entry("Mul", (a, b) -> a * b),
          Map.entry("Div", (a, b) -> a / b),
          Map.entry("Pow", Math::pow),
          Map.entry("Min", Math::min),
          Map.entry("Max", Math::max),
          Map.entry("Mod", (a, b) -> a - b * Math.floor(a / b)),
          Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
          Map.entry("Less", (a, b) -> a < b ? 1 : 0),
          Map.entry("LessOrEqual", (a, b) -> a <= b ? 1 : 0),
          Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
          Map.entry("GreaterOrEqual", (a, b) -> a >= b ? 1 : 0),
          Map.entry("And", (a, b) -> a != 0 && b != 0 ? 1 : 0),
          Map.entry("Or", (a, b) -> a != 0 || b != 0 ? 1 : 0));
  private static final List<String> TRUTHS =
      List.of(
          "Not", "IsNaN", "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or");
  private static final List<String> REALS =
      List.of("Sqrt", "Reciprocal", "Exp", "Log", "Sin", "Cos");

  private NumericOps() {}

  /// Whether an op is one that is computed.
  static boolean knows(String op) {
    return UNARY.containsKey(op) || BINARY.containsKey(op);
  }

  /// The result of an op on constants; empty if it isn't one of these or something is no constant.
  static Optional<View> fold(Call call) {
    String op = call.node().type();
    if (!call.inputs().stream().allMatch(in -> in.isPresent() && in.get().isConstant())
        || call.inputs().stream().anyMatch(in -> in.get().rounding().isPresent())) {
      return Optional.empty();
    }
    if (UNARY.containsKey(op) && call.inputs().size() == 1) {
      return Optional.of(unary(call, UNARY.get(op)));
    }
    return BINARY.containsKey(op) && call.inputs().size() == 2
        ? Optional.of(binary(call, BINARY.get(op)))
        : Optional.empty();
  }

  private static View unary(Call call, DoubleUnaryOperator function) {
    double[] values = Constants.values(call.in(0));
    for (int i = 0; i < values.length; i++) {
      values[i] = function.applyAsDouble(values[i]);
    }
    return Constants.of(
        call.origin(), call.in(0).shape(), values, kind(call, Constants.kind(call.in(0))));
  }

  private static View binary(Call call, DoubleBinaryOperator function) {
    List<Integer> shape =
        Shapes.broadcast(call.in(0).shape(), call.in(1).shape())
            .orElseThrow(
                () ->
                    new Unmappable(
                        "shapes %s and %s do not fit"
                            .formatted(call.in(0).shape(), call.in(1).shape())));
    Constants.bound(Shapes.size(shape));
    Elements left = Constants.broadcast(call.in(0), shape);
    Elements right = Constants.broadcast(call.in(1), shape);
    boolean whole = Constants.kind(call.in(0)) == Kind.INTEGER;
    double[] values = new double[(int) Shapes.size(shape)];
    for (int i = 0; i < values.length; i++) {
      double value = function.applyAsDouble(left.at(i), right.at(i));
      values[i] = whole && call.node().type().equals("Div") ? truncated(value) : value;
    }
    return Constants.of(call.origin(), shape, values, kind(call, Constants.kind(call.in(0))));
  }

  private static Kind kind(Call call, Kind operand) {
    String op = call.node().type();
    return TRUTHS.contains(op) ? Kind.TRUTH : REALS.contains(op) ? Kind.REAL : operand;
  }

  private static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  /// A constant as another type; a view of real numbers stays as it is.
  static View cast(Call call, Kind kind) {
    View view = call.in(0);
    if (!view.isConstant() || kind == Constants.kind(view)) {
      if (!view.isConstant() && kind != Kind.REAL) {
        throw new Unmappable("it makes whole numbers of what depends on the image");
      }
      return view;
    }
    double[] values = Constants.values(view);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (kind) {
            case REAL -> values[i];
            case INTEGER -> truncated(values[i]);
            case TRUTH -> values[i] != 0 ? 1 : 0;
          };
    }
    return Constants.of(call.origin(), view.shape(), values, kind);
  }

  /// The extents of anything, from `start` to `end`.
  static View shape(Call call) {
    List<Integer> shape = call.in(0).shape();
    int start = bound(call.node().number("start", 0), shape.size());
    int end = bound(call.node().number("end", shape.size()), shape.size());
    return integers(call, shape.subList(Math.min(start, end), end));
  }

  private static int bound(long number, int rank) {
    return (int) Math.clamp(number < 0 ? number + rank : number, 0, (long) rank);
  }

  static View size(Call call) {
    View view = call.in(0);
    return Constants.of(
        call.origin(), List.of(), new double[] {view.layout().size()}, Kind.INTEGER);
  }

  static View constantOfShape(Call call) {
    List<Integer> shape =
        call.numbers(0, "the shape").stream()
            .map(extent -> (int) Math.clamp(extent, 0, (long) Integer.MAX_VALUE))
            .toList();
    View one =
        call.node()
            .find("value")
            .flatMap(a -> a.tensor())
            .map(tensor -> GraphReader.constant(call.origin(), tensor))
            .orElseGet(() -> Constants.of(call.origin(), List.of(1), new double[] {0}, Kind.REAL));
    View scalar = LayoutOps.to(one, List.of());
    return scalar.at(scalar.layout().expand(shape).orElseThrow());
  }

  static View range(Call call) {
    double start = call.number(0, "the start");
    double limit = call.number(1, "the limit");
    double by = call.number(2, "the step");
    long count = (long) Math.max(0, Math.ceil((limit - start) / by));
    Constants.bound(count);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = start + i * by;
    }
    return Constants.of(call.origin(), List.of(values.length), values, Constants.kind(call.in(0)));
  }

  /// A choice between constants, or one that doesn't depend on the image.
  static View where(Call call) {
    View condition = call.in(0);
    View yes = call.in(1);
    View no = call.in(2);
    if (condition.base() instanceof Term.Apply(_, Term.Function function, View of)
        && function == Term.Function.IS_NAN
        && yes.isConstant()
        && of.isSameAs(no)) {
      return no; // finite weights give finite numbers
    }
    Optional<Double> always = Constants.uniform(condition);
    if (always.isPresent()) {
      View chosen = always.get() != 0 ? yes : no;
      List<Integer> shape =
          Shapes.broadcast(yes.shape(), no.shape())
              .flatMap(s -> Shapes.broadcast(s, condition.shape()))
              .orElseThrow(() -> new Unmappable("its shapes do not fit"));
      return chosen.at(chosen.layout().expand(shape).orElseThrow());
    }
    if (!condition.isConstant() || !yes.isConstant() || !no.isConstant()) {
      throw new Unmappable("it chooses by what depends on the image, or masks");
    }
    List<Integer> shape =
        Shapes.broadcast(yes.shape(), no.shape())
            .flatMap(s -> Shapes.broadcast(s, condition.shape()))
            .orElseThrow(() -> new Unmappable("its shapes do not fit"));
    Elements test = Constants.broadcast(condition, shape);
    Elements first = Constants.broadcast(yes, shape);
    Elements second = Constants.broadcast(no, shape);
    Constants.bound(Shapes.size(shape));
    double[] values = new double[(int) Shapes.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = test.at(i) != 0 ? first.at(i) : second.at(i);
    }
    return Constants.of(call.origin(), shape, values, Constants.kind(yes));
  }

  /// The product or greatest of a whole constant.
  static View reduce(Call call, DoubleBinaryOperator function) {
    View view = call.constant(0, "what it reduces");
    if (call.numbers(1, "axes", "the axes").map(List::size).orElse(1) != 1
        || view.layout().rank() != 1) {
      throw new Unmappable("it reduces several axes");
    }
    double[] values = Constants.values(view);
    double result = values.length == 0 ? 1 : values[0];
    for (int i = 1; i < values.length; i++) {
      result = function.applyAsDouble(result, values[i]);
    }
    boolean kept = call.node().number("keepdims", 1) != 0;
    return Constants.of(
        call.origin(), kept ? List.of(1) : List.of(), new double[] {result}, Constants.kind(view));
  }

  static View integers(Call call, List<Integer> numbers) {
    double[] values = numbers.stream().mapToDouble(Integer::doubleValue).toArray();
    return Constants.of(call.origin(), List.of(values.length), values, Kind.INTEGER);
  }

  /// Tensors one after the other along an axis.
  static View concat(Call call, Session session) {
    List<View> parts = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      parts.add(call.in(i));
    }
    int rank = parts.getFirst().layout().rank();
    int axis = Call.axis(call.node().number("axis", 0), rank);
    List<Integer> shape = new ArrayList<>(parts.getFirst().shape());
    int extent = 0;
    for (View part : parts) {
      List<Integer> other = new ArrayList<>(part.shape());
      if (other.size() != rank) {
        throw new Unmappable("its inputs have not equally many axes");
      }
      extent = Math.addExact(extent, other.set(axis, shape.get(axis)));
      if (!other.equals(shape)) {
        throw new Unmappable("%s does not fit beside %s".formatted(part.shape(), shape));
      }
    }
    parts.removeIf(part -> part.shape().get(axis) == 0 && call.inputs().size() > 1);
    shape.set(axis, extent);
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    if (!parts.stream().allMatch(View::isConstant)) {
      List<View> exact = parts.stream().map(session::exact).toList();
      return View.of(new Term.Joined(call.origin(), exact, axis, shape));
    }
    return concat(call, parts, axis, shape);
  }

  private static View concat(Call call, List<View> parts, int axis, List<Integer> shape) {
    Constants.bound(Shapes.size(shape));
    double[] values = new double[(int) Shapes.size(shape)];
    int inner = (int) Shapes.size(shape.subList(axis + 1, shape.size()));
    int row = shape.get(axis) * inner;
    int at = 0;
    for (View part : parts) {
      double[] from = Constants.values(part);
      int width = part.shape().get(axis) * inner;
      for (int i = 0; i < from.length; i++) {
        values[i / width * row + at + i % width] = from[i];
      }
      at += width;
    }
    Kind kind = parts.getFirst().constant().map(Constant::kind).orElseThrow();
    return Constants.of(call.origin(), shape, values, kind);
  }
}
