package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Constant;
import dev.vitcc.models.imports.onnx.Term.Elements;
import dev.vitcc.models.imports.onnx.Term.Kind;
import dev.vitcc.models.onnx.OnnxType;
import java.util.Locale;
import java.util.Optional;

/// Quantisers: ONNX's `QuantizeLinear`, `Clip` and `DequantizeLinear`, and QONNX's `Quant` and
/// `BipolarQuant`.
///
/// A constant becomes one that has [Codes] beside its values; what depends on the image gets a
/// [Rounding].
final class QuantOps {
  private static final double MOST_BITS = 24;

  private final Session session;

  QuantOps(Session session) {
    this.session = session;
  }

  View quantize(Call call) {
    View view = call.in(0);
    View scale = call.constant(1, "the scale");
    Optional<View> zero = call.optionalConstant(2, "the zero point");
    OnnxType type = OnnxType.of(call.node().number("output_dtype", 0)).orElse(OnnxType.UINT8);
    double least = zero.map(z -> z.constant().orElseThrow().least()).orElse(type.least());
    double greatest = zero.map(z -> z.constant().orElseThrow().greatest()).orElse(type.greatest());
    if (view.isConstant()) {
      Elements values = Constants.elements(view);
      Elements steps = along(call, scale, view);
      Elements points = zero.isPresent() ? along(call, zero.get(), view) : _ -> 0;
      Elements codes =
          i -> Math.clamp(Math.rint(values.at(i) / steps.at(i)) + points.at(i), least, greatest);
      return View.of(
          new Constant(
              call.origin(), view.shape(), codes, Kind.INTEGER, least, greatest, Optional.empty()));
    }
    double point = zero.flatMap(Constants::uniform).orElse(0.0);
    Rounding rounding = rounding(call, view, scale, least - point, greatest - point, true);
    return rounded(view, rounding);
  }

  /// What is rounded already and gets the same codes again is as before.
  private View rounded(View view, Rounding rounding) {
    if (view.rounding().isPresent()) {
      Rounding before = view.rounding().get();
      if (before.open()) {
        throw new Unmappable("it quantises codes");
      }
      if (!before.sameCodesAs(rounding)) {
        session.replaced(before);
      }
    }
    return view.rounded(rounding);
  }

  private Rounding rounding(
      Call call, View view, View scale, double least, double greatest, boolean open) {
    Optional<Double> step = Constants.uniform(scale);
    String fault =
        step.isEmpty()
            ? "it has %d scales, one each for several channels; activations of vitcc have one"
                .formatted(scale.layout().size())
            : step.get() > 0 ? "" : "its scale is %s".formatted(step.get());
    if (Math.max(-least, greatest) >= Math.scalb(1.0, (int) MOST_BITS)) {
      fault = "its codes have more than %.0f bits".formatted(MOST_BITS);
    }
    return new Rounding(
        session.number(),
        call.node().title(),
        step.orElse(1.0) / Math.abs(view.factor()),
        (int) Math.clamp(least, -1e9, 1e9),
        (int) Math.clamp(greatest, -1e9, 1e9),
        fault,
        open);
  }

  /// Between a quantiser and its dequantiser: codes of fewer bits than their type.
  View clip(Call call) {
    View view = call.in(0);
    Optional<Double> low = call.optionalConstant(1, "the least").flatMap(Constants::uniform);
    Optional<Double> high = call.optionalConstant(2, "the greatest").flatMap(Constants::uniform);
    double least = low.orElse(call.node().real("min", Double.NEGATIVE_INFINITY));
    double greatest = high.orElse(call.node().real("max", Double.POSITIVE_INFINITY));
    if (view.rounding().isPresent() && view.rounding().get().open()) {
      return view.rounded(
          view.rounding().get().within((int) Math.max(least, -1e9), (int) Math.min(greatest, 1e9)));
    }
    if (!view.isConstant()) {
      throw new Unmappable("it clips, and not codes");
    }
    Constant constant = view.constant().orElseThrow();
    Elements values = Constants.elements(view);
    return View.of(
        new Constant(
            call.origin(),
            view.shape(),
            i -> Math.clamp(values.at(i), least, greatest),
            constant.kind(),
            Math.max(least, constant.least()),
            Math.min(greatest, constant.greatest()),
            Optional.empty()));
  }

  View dequantize(Call call) {
    View view = call.in(0);
    View scale = call.constant(1, "the scale");
    Optional<View> zero = call.optionalConstant(2, "the zero point");
    if (!view.isConstant()) {
      Rounding rounding =
          view.rounding()
              .filter(Rounding::open)
              .orElseThrow(() -> new Unmappable("what it takes was not quantised before"));
      double step = Constants.uniform(scale).orElse(rounding.step()) / Math.abs(view.factor());
      if (rounding.fault().isEmpty() && !View.isNear(step, rounding.step())) {
        throw new Unmappable("its scale is another one than that of " + rounding.title());
      }
      return view.rounded(rounding.closed());
    }
    if (call.node().number("block_size", 0) != 0) {
      throw new Unmappable("it has a scale for each block of weights, expected one for each row");
    }
    Constant codes = view.constant().orElseThrow();
    Elements numbers = Constants.elements(view);
    Elements steps = along(call, scale, view);
    Elements points = zero.isPresent() ? along(call, zero.get(), view) : _ -> 0;
    Optional<Double> point = zero.isPresent() ? Constants.uniform(zero.get()) : Optional.of(0.0);
    return coded(
        call,
        view,
        i -> numbers.at(i) - points.at(i),
        steps,
        range(codes.least(), codes.greatest(), point));
  }

  /// QONNX: `Quant(x, scale, zero point, bits)`.
  View quant(Call call) {
    View view = call.in(0);
    View scale = call.constant(1, "the scale");
    double point = call.number(2, "the zero point");
    double bits = call.number(3, "the number of bits");
    boolean signed = call.node().number("signed", 1) != 0;
    boolean narrow = call.node().number("narrow", 0) != 0;
    if (bits < 1 || bits > MOST_BITS || bits != Math.rint(bits)) {
      throw new Unmappable("it rounds to %s bits".formatted(bits));
    }
    String mode = call.node().text("rounding_mode", "ROUND").toUpperCase(Locale.ROOT);
    if (!mode.equals("ROUND") && !mode.equals("HALF_EVEN")) {
      throw new Unmappable("it rounds by %s, expected ROUND (half to even)".formatted(mode));
    }
    double least = (signed ? -Math.scalb(1.0, (int) bits - 1) : 0) + (signed && narrow ? 1 : 0);
    double greatest =
        Math.scalb(1.0, (int) bits - (signed ? 1 : 0)) - 1 - (!signed && narrow ? 1 : 0);
    if (!view.isConstant()) {
      return rounded(view, rounding(call, view, scale, least - point, greatest - point, false));
    }
    Elements values = Constants.elements(view);
    Elements steps = Constants.broadcast(scale, view.shape());
    Elements codes =
        i -> Math.rint(Math.clamp(values.at(i) / steps.at(i) + point, least, greatest)) - point;
    return coded(call, view, codes, steps, range(least, greatest, Optional.of(point)));
  }

  /// QONNX: the sign, times a scale; zero counts as positive.
  View bipolar(Call call) {
    View view = call.in(0);
    if (!view.isConstant()) {
      throw new Unmappable("activations of one bit, expected 2 to 8");
    }
    Elements values = Constants.elements(view);
    Elements steps = Constants.broadcast(call.constant(1, "the scale"), view.shape());
    return coded(call, view, i -> values.at(i) >= 0 ? 1 : -1, steps, new Range(true, 1, ""));
  }

  private record Range(boolean binary, int bits, String fault) {}

  /// The bits of codes from `least` to `greatest`, from which a zero point is taken.
  private static Range range(double least, double greatest, Optional<Double> zero) {
    if (zero.isEmpty()) {
      return new Range(false, 0, "its rows have different zero points");
    }
    double low = least - zero.get();
    double high = greatest - zero.get();
    int bits = 1;
    while (bits < 64 && high > Math.scalb(1.0, bits - 1) - 1) {
      bits++;
    }
    boolean symmetric = low >= -Math.scalb(1.0, bits - 1) && low <= -high;
    return new Range(
        false,
        bits,
        symmetric
            ? ""
            : "its codes run from %.0f to %.0f about the zero point %.0f, expected ± the same"
                .formatted(low, high, zero.get()));
  }

  private static View coded(Call call, View view, Elements codes, Elements steps, Range range) {
    Elements values = i -> (float) codes.at(i) * (float) steps.at(i);
    Codes beside = new Codes(codes, steps, range.binary(), range.bits(), range.fault());
    return View.of(
        new Constant(
            call.origin(),
            view.shape(),
            values,
            Kind.REAL,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Optional.of(beside)));
  }

  /// Scales or zero points, one for all or one for each index of the quantised axis.
  private static Elements along(Call call, View numbers, View of) {
    if (numbers.layout().size() == 1) {
      double only = Constants.values(numbers)[0];
      return _ -> only;
    }
    int axis = Call.axis(call.node().number("axis", 1), of.layout().rank());
    if (numbers.layout().rank() != 1
        || numbers.shape().getFirst() != of.shape().get(axis).intValue()) {
      throw new Unmappable(
          "it has scales %s for axis %d of %s, expected one for each row"
              .formatted(numbers.shape(), axis, of.shape()));
    }
    double[] all = Constants.values(numbers);
    long inner = Shapes.size(of.shape().subList(axis + 1, of.layout().rank()));
    return i -> all[(int) (i / inner % all.length)];
  }
}
