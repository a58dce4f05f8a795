package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.Kind;
import dev.vitcc.models.onnx.OnnxTensor;
import dev.vitcc.models.onnx.OnnxType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every op that can be mapped, and why some others can't.
final class Operations {
  /// An op on views; an output that nothing is known of is empty.
  @FunctionalInterface
  interface Operation {
    List<Optional<View>> of(Call call);
  }

  @FunctionalInterface
  private interface Single {
    View of(Call call);
  }

  private static final Map<String, String> REFUSED = refused();
  private static final int OPSET_WITH_PLAIN_SOFTMAX = 13;

  private final Map<String, Operation> known = new LinkedHashMap<>();
  private final Session session;
  private final Algebra algebra;
  private final MatrixOps matrices;

  Operations(Session session) {
    this.session = session;
    this.algebra = new Algebra(session);
    this.matrices = new MatrixOps(session, algebra);
    moves();
    numbers();
    arithmetic();
    quantisers();
    fused();
  }

  private static Map<String, String> refused() {
    Map<String, String> why = new LinkedHashMap<>();
    String integers = "integer arithmetic: write quantised models as QDQ, whose ops are real";
    for (String op :
        List.of(
            "QLinearConv",
            "QLinearMatMul",
            "MatMulInteger",
            "ConvInteger",
            "DynamicQuantizeLinear",
            "com.microsoft.QGemm",
            "com.microsoft.QLinearAdd",
            "com.microsoft.QLinearSoftmax",
            "com.microsoft.QAttention",
            "com.microsoft.DynamicQuantizeMatMul",
            "com.microsoft.MatMulIntegerToFloat")) {
      why.put(op, integers);
    }
    String qonnx = "codes that are cut off, or floating-point codes: vitcc has neither";
    for (String domain :
        List.of("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general")) {
      why.put(domain + ".Trunc", qonnx);
      why.put(domain + ".FloatQuant", qonnx);
    }
    String control = "a graph in a graph: export with fixed control flow";
    List.of("If", "Loop", "Scan").forEach(op -> why.put(op, control));
    String layout = "made for one processor: optimise to the extended level at most";
    List.of("Conv", "ReorderInput", "ReorderOutput")
        .forEach(op -> why.put("com.microsoft.nchwc." + op, layout));
    why.put("BatchNormalization", "a batch norm: fold it into the layer before");
    why.put("Resize", "positions or images are scaled in the graph: export with a fixed size");
    why.put("com.microsoft.MatMulNBits", "weights in blocks of their own scales");
    return why;
  }

  /// The op, by its name with its domain.
  Optional<Operation> find(String op) {
    return Optional.ofNullable(known.get(op));
  }

  /// Why an op is not among them.
  static String why(String op) {
    return REFUSED.getOrDefault(op, "vitcc has no such op");
  }

  private void put(String op, Single single) {
    known.put(op, call -> List.of(Optional.of(single.of(call))));
  }

  private void moves() {
    put("Identity", call -> call.in(0));
    put("Dropout", call -> call.in(0));
    put("Reshape", LayoutOps::reshape);
    put("Flatten", LayoutOps::flatten);
    put("Squeeze", LayoutOps::squeeze);
    put("Unsqueeze", LayoutOps::unsqueeze);
    put("Transpose", LayoutOps::transpose);
    put("Expand", LayoutOps::expand);
    put("Slice", LayoutOps::slice);
    put("Gather", LayoutOps::gather);
    known.put("Split", call -> LayoutOps.split(call).stream().map(Optional::of).toList());
    put("Concat", call -> NumericOps.concat(call, session));
    put("Pad", Operations::pad);
    put("Tile", Operations::tile);
  }

  private void numbers() {
    put("Constant", Operations::constant);
    put("Shape", NumericOps::shape);
    put("Size", NumericOps::size);
    put("ConstantOfShape", NumericOps::constantOfShape);
    put("Range", NumericOps::range);
    put("Where", NumericOps::where);
    put("ReduceProd", call -> NumericOps.reduce(call, (a, b) -> a * b));
    put("ReduceMax", call -> NumericOps.reduce(call, Math::max));
    put("Cast", call -> NumericOps.cast(call, kind(call.node().number("to", 0))));
    put("CastLike", call -> NumericOps.cast(call, Kind.REAL));
    for (String op :
        List.of(
            "Abs",
            "Exp",
            "Log",
            "Sin",
            "Cos",
            "Floor",
            "Ceil",
            "Round",
            "Not",
            "Min",
            "Max",
            "Mod",
            "Equal",
            "Less",
            "LessOrEqual",
            "Greater",
            "GreaterOrEqual",
            "And",
            "Or")) {
      put(op, Operations::onlyConstant);
    }
  }

  private void arithmetic() {
    put("Add", call -> algebra.add(call.origin(), call.in(0), call.in(1)));
    put("Sub", call -> algebra.add(call.origin(), call.in(0), call.in(1).times(-1)));
    put("Mul", call -> algebra.multiply(call.origin(), call.in(0), call.in(1)));
    put("Div", call -> algebra.divide(call.origin(), call.in(0), call.in(1)));
    put("Pow", call -> algebra.power(call.origin(), call.in(0), call.in(1)));
    put("Neg", call -> call.in(0).times(-1));
    function("Sqrt", Function.SQUARE_ROOT);
    function("Reciprocal", Function.RECIPROCAL);
    function("Erf", Function.ERF);
    function("Tanh", Function.TANH);
    function("Sigmoid", Function.SIGMOID);
    function("IsNaN", Function.IS_NAN);
    put("Softmax", this::softmax);
    put("ReduceMean", this::mean);
    put("Gelu", this::gelu);
    put("LayerNormalization", matrices::layerNorm);
    put("MatMul", call -> matrices.multiply(call.origin(), call.in(0), call.in(1)));
    put("Gemm", matrices::gemm);
    put("Conv", matrices::conv);
  }

  private void function(String op, Function function) {
    put(op, call -> algebra.apply(call.origin(), function, call.in(0)));
  }

  private void quantisers() {
    QuantOps quantisers = new QuantOps(session);
    for (String domain : List.of("", "com.microsoft.")) {
      put(domain + "QuantizeLinear", quantisers::quantize);
      put(domain + "DequantizeLinear", quantisers::dequantize);
    }
    put("Clip", quantisers::clip);
    for (String domain :
        List.of("qonnx.custom_op.general.", "onnx.brevitas.", "finn.custom_op.general.")) {
      put(domain + "Quant", quantisers::quant);
      put(domain + "IntQuant", quantisers::quant);
      put(domain + "BipolarQuant", quantisers::bipolar);
    }
  }

  private void fused() {
    FusedOps fused = new FusedOps(session, algebra, matrices);
    String domain = "com.microsoft.";
    known.put(domain + "SkipLayerNormalization", fused::skipLayerNorm);
    put(domain + "BiasGelu", call -> fused.biasGelu(call, Function.GELU));
    put(domain + "Gelu", call -> fused.biasGelu(call, Function.GELU));
    put(domain + "FastGelu", call -> fused.biasGelu(call, Function.TANH_GELU));
    put(domain + "QuickGelu", fused::quickGelu);
    put(domain + "FusedMatMul", fused::fusedMatMul);
    put(domain + "Attention", fused::attention);
    put(domain + "MultiHeadAttention", fused::multiHeadAttention);
    known.put("Attention", fused::standardAttention);
  }

  private View softmax(Call call) {
    int rank = call.in(0).layout().rank();
    long otherwise = call.opset() < OPSET_WITH_PLAIN_SOFTMAX ? 1 : -1;
    if (Call.axis(call.node().number("axis", otherwise), rank) != rank - 1) {
      throw new Unmappable("it goes along another axis than the last");
    }
    return algebra.apply(call.origin(), Function.SOFTMAX, call.in(0));
  }

  private View mean(Call call) {
    View view = call.in(0);
    int rank = view.layout().rank();
    List<Long> axes = call.numbers(1, "axes", "the axes").orElse(List.of());
    if (axes.size() != 1 || Call.axis(axes.getFirst(), rank) != rank - 1) {
      throw new Unmappable(
          "the mean along axes %s of %s: vitcc has means of features in layer norms alone, and no"
                  .formatted(axes, view.shape())
              + " average pooling");
    }
    View mean = algebra.apply(call.origin(), Function.MEAN, view);
    return call.node().number("keepdims", 1) != 0
        ? mean
        : LayoutOps.to(mean, mean.shape().subList(0, rank - 1));
  }

  private View gelu(Call call) {
    boolean exact = call.node().text("approximate", "none").equals("none");
    return algebra.apply(call.origin(), exact ? Function.GELU : Function.TANH_GELU, call.in(0));
  }

  private static View onlyConstant(Call call) {
    throw new Unmappable("it computes with what depends on the image");
  }

  private static Kind kind(long type) {
    OnnxType to =
        OnnxType.of(type)
            .orElseThrow(() -> new Unmappable("it casts to element type %d".formatted(type)));
    return to.isReal() ? Kind.REAL : to == OnnxType.BOOL ? Kind.TRUTH : Kind.INTEGER;
  }

  private static View pad(Call call) {
    List<Long> pads = call.numbers(1, "pads", "the padding").orElse(List.of());
    if (pads.stream().anyMatch(pad -> pad != 0)) {
      throw new Unmappable("it pads by " + pads);
    }
    return call.in(0);
  }

  private static View tile(Call call) {
    View view = call.in(0);
    List<Long> repeats = call.numbers(1, "the repeats");
    List<Integer> shape = new ArrayList<>(view.shape());
    for (int i = 0; i < Math.min(repeats.size(), shape.size()); i++) {
      if (repeats.get(i) != 1) {
        if (shape.get(i) != 1) {
          throw new Unmappable("it repeats " + view.shape());
        }
        shape.set(i, (int) Math.clamp(repeats.get(i), 0, (long) Integer.MAX_VALUE));
      }
    }
    return view.at(view.layout().expand(shape).orElseThrow());
  }

  private static View constant(Call call) {
    Optional<OnnxTensor> tensor = call.node().find("value").flatMap(a -> a.tensor());
    if (tensor.isPresent()) {
      return GraphReader.constant(call.origin(), tensor.get());
    }
    Optional<View> number =
        call.node()
            .find("value_int")
            .map(
                a ->
                    Constants.of(call.origin(), List.of(), new double[] {a.number()}, Kind.INTEGER))
            .or(
                () ->
                    call.node()
                        .find("value_float")
                        .map(
                            a ->
                                Constants.of(
                                    call.origin(), List.of(), new double[] {a.real()}, Kind.REAL)));
    if (number.isPresent()) {
      return number.get();
    }
    Optional<List<Long>> whole = call.node().numbers("value_ints");
    if (whole.isPresent()) {
      double[] values = whole.get().stream().mapToDouble(Long::doubleValue).toArray();
      return Constants.of(call.origin(), List.of(values.length), values, Kind.INTEGER);
    }
    double[] values =
        call
            .node()
            .find("value_floats")
            .orElseThrow(() -> new Unmappable("it holds no numbers"))
            .reals()
            .stream()
            .mapToDouble(Float::doubleValue)
            .toArray();
    return Constants.of(call.origin(), List.of(values.length), values, Kind.REAL);
  }
}
