package dev.vitcc.passes.quantize;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.ClassAttention;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.op.WeightedMean;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.format.CodeFormat;
import dev.vitcc.passes.manager.Memo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of `LegalizeToIntegers`: walks the real graph and builds the integer one.
final class Legalizer {
  private final Model model;
  private final Memo memo;
  private final Graph real;
  private final Map<String, List<Node>> uses;
  private final GraphBuilder builder;
  private final Map<String, Quantity> quantities = new LinkedHashMap<>();
  private final Diagnostics diagnostics = new Diagnostics();
  private final double residualScale;
  private Parameters parameters;
  private boolean hasImage;

  Legalizer(Model model, Memo memo) {
    this.model = model;
    this.memo = memo;
    this.real = model.graph();
    this.uses = real.uses();
    this.builder = new GraphBuilder(real.name());
    this.parameters = model.parameters();
    this.residualScale = ResidualStream.scale(model, memo);
  }

  Model run() {
    for (Node node : real.nodes()) {
      try {
        legalize(node).ifPresent(quantity -> define(node, quantity));
      } catch (ShapeException unfitting) {
        refuse(node, String.valueOf(unfitting.getMessage()));
      }
    }
    for (String output : real.outputs()) {
      if (!quantities.containsKey(output) && !diagnostics.hasErrors()) {
        refuse(real.node(output), "the output must be what a linear layer gives");
      }
    }
    diagnostics.throwIfErrors();
    List<String> outputs = real.outputs().stream().map(o -> of(o).node().name()).toList();
    return new Model(builder.build(outputs), parameters);
  }

  private void define(Node node, Quantity quantity) {
    quantities.put(node.name(), quantity);
    parameters = Ranges.withScale(parameters, quantity);
  }

  /// The integer form of a node; empty where another node's form includes it, or where it has none.
  private Optional<Quantity> legalize(Node node) {
    TensorOp op = node.op();
    if (op instanceof Input) {
      return Optional.of(new Quantity(builder.add(node.name(), op, node.location()), 1, 255));
    }
    Optional<Embedding> embedding = Embedding.endingAt(real, model.parameters(), node);
    if (embedding.isPresent()) {
      boolean goesOn =
          usesOf(node).stream()
              .allMatch(use -> Embedding.endingAt(real, model.parameters(), use).isPresent());
      return goesOn ? Optional.empty() : embedded(node, embedding.get());
    }
    return switch (op) {
      case LayerNorm norm -> normalized(node, norm);
      case Linear linear -> linear(node);
      case SplitHeads split -> moved(node);
      case MergeHeads merge -> moved(node);
      case SelectToken select -> moved(node);
      case Concatenate concatenate -> joined(node);
      case MatMul matmul -> new AttentionRule(this).product(node, matmul);
      case Scale scale -> ofOperand(node, 0, "scores").filter(q -> isScores(q));
      case Softmax softmax -> ofOperand(node, 0, "scores").map(s -> exponentials(node, softmax, s));
      case Gelu _, PolynomialGelu _, Sigmoid _ ->
          ofOperand(node, 0, "a linear layer").map(new FunctionRule(this, node)::apply);
      case Add add -> residual(node);
      case UniformAttention _ -> ofOperand(node, 0, "values").map(values -> uniform(node, values));
      case ClassAttention _, WeightedMean _, PruneTokens _ -> new TokenRule(this, node).apply();
      default -> Optional.empty();
    };
  }

  private Optional<Quantity> embedded(Node node, Embedding embedding) {
    if (hasImage) {
      refuse(node, "an image is embedded once, and its tokens used as they are then");
      return Optional.empty();
    }
    hasImage = true;
    return Optional.of(new EmbeddingRule(this).apply(node, embedding));
  }

  private Quantity exponentials(Node node, Softmax softmax, Quantity scores) {
    int bits = CodeFormat.of(model, node.name()).bits();
    int greatest = (1 << bits) - 1;
    Node codes = add(node, new ExponentialCodes(bits, softmax.form()), scores);
    return new Quantity(codes, softmax.delta() / greatest, greatest);
  }

  private Quantity uniform(Node node, Quantity values) {
    return new Quantity(add(node, node.op(), values), 1. / 255, 255);
  }

  private boolean isScores(Quantity quantity) {
    return quantity.node().op() instanceof Requantize requantize && requantize.bits() == 16;
  }

  private Optional<Quantity> moved(Node node) {
    return ofOperand(node, 0, "a quantised tensor")
        .map(x -> x.movedTo(builder.add(node.name(), node.op(), node.location(), x.node())));
  }

  private Optional<Quantity> joined(Node node) {
    Optional<Quantity> right = ofOperand(node, 1, "a quantised tensor");
    return ofOperand(node, 0, "a quantised tensor")
        .filter(left -> right.isPresent())
        .map(left -> left.joinedTo(right.get(), add(node, node.op(), left, right.get())));
  }

  private Optional<Quantity> normalized(Node node, LayerNorm norm) {
    return ofOperand(node, 0, "the residual stream")
        .map(x -> new LayerNormRule(this, node).apply(norm, x));
  }

  private static boolean isFunction(TensorOp op) {
    return op instanceof Gelu || op instanceof PolynomialGelu || op instanceof Sigmoid;
  }

  /// A linear layer takes the form that its use asks for.
  private Optional<Quantity> linear(Node node) {
    Optional<Quantity> x = ofOperand(node, 0, "a quantised tensor");
    List<Node> users = usesOf(node);
    LinearRule rule = new LinearRule(this, node);
    if (real.outputs().contains(node.name()) && users.isEmpty()) {
      return x.map(rule::logits);
    }
    if (!users.isEmpty() && users.stream().allMatch(use -> use.op() instanceof SplitHeads)) {
      return x.map(input -> rule.heads(input, users));
    }
    if (users.size() == 1 && isFunction(users.getFirst().op())) {
      return x.map(input -> rule.index(input, users.getFirst()));
    }
    if (users.size() == 1 && users.getFirst().op() instanceof Add) {
      return x.map(input -> rule.addend(input, residualScale));
    }
    refuse(node, "its result is not used in one of the ways that the engine has");
    return Optional.empty();
  }

  private Optional<Quantity> residual(Node node) {
    Optional<Quantity> left = ofOperand(node, 0, "the residual stream or a linear layer");
    Optional<Quantity> right = ofOperand(node, 1, "the residual stream or a linear layer");
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean swap = isAddend(left.get());
    Quantity stream = swap ? right.get() : left.get();
    Quantity addend = swap ? left.get() : right.get();
    if (!isAddend(addend) || !ResidualStream.isStream(stream.node().op())) {
      refuse(node, "one operand must be the residual stream, the other a linear layer");
      return Optional.empty();
    }
    return Optional.of(
        new Quantity(add(node, new SaturatingAdd(), stream, addend), residualScale, 32767));
  }

  private static boolean isAddend(Quantity quantity) {
    return quantity.node().op() instanceof Requantize;
  }

  // What the rules use.

  Model model() {
    return model;
  }

  Memo memo() {
    return memo;
  }

  double residualScale() {
    return residualScale;
  }

  List<Node> usesOf(Node node) {
    return uses.getOrDefault(node.name(), List.of());
  }

  Quantity of(String name) {
    Quantity quantity = quantities.get(name);
    if (quantity == null) {
      throw new IllegalStateException(name + " has no integer form");
    }
    return quantity;
  }

  /// The integer form of an operand; refuses the node where it has none that was not refused yet.
  Optional<Quantity> ofOperand(Node node, int index, String expected) {
    Optional<Quantity> quantity = Optional.ofNullable(quantities.get(node.operands().get(index)));
    if (quantity.isEmpty() && !diagnostics.hasErrors()) {
      refuse(node, "its operand must be " + expected);
    }
    return quantity;
  }

  void refuse(Node node, String why) {
    diagnostics.add(
        Diagnostic.error(
            PassesCode.NOT_ON_ENGINE,
            node.location(),
            "not supported yet: `" + node.op().mnemonic() + "` here: " + why));
  }

  void wrongFormat(Node node, String what) {
    diagnostics.add(
        Diagnostic.error(PassesCode.FORMAT, node.location(), node.name() + ": " + what));
  }

  void tooWide(Node node, String what) {
    diagnostics.add(
        Diagnostic.error(PassesCode.CONSTANT_TOO_WIDE, node.location(), node.name() + ": " + what));
  }

  Node add(Node origin, TensorOp op, Quantity... operands) {
    Node[] nodes = java.util.Arrays.stream(operands).map(Quantity::node).toArray(Node[]::new);
    return builder.add(origin.name(), op, origin.location(), nodes);
  }

  Node addNamed(String name, Node origin, TensorOp op, Node... operands) {
    return builder.add(name, op, origin.location(), operands);
  }

  /// The operand of a node of the real graph, as it is there.
  Node realOperand(Node node, int index) {
    return real.operand(node, index);
  }

  Node bytes(Node origin, String key, byte[] values, int... shape) {
    return bytes(origin, key, 8, values, shape);
  }

  /// Signed integers of fewer than 8 bits.
  Node bytes(Node origin, String key, int bits, byte[] values, int... shape) {
    TensorType type = TensorType.of(ElementType.signed(bits), shape);
    return parameter(origin, key, new TensorData.Bytes(type, values));
  }

  Node unsignedBytes(Node origin, String key, byte[] values) {
    TensorType type = TensorType.of(ElementType.U8, values.length);
    return parameter(origin, key, new TensorData.Bytes(type, values));
  }

  Node shorts(Node origin, String key, short[] values, int... shape) {
    TensorType type = TensorType.of(ElementType.I16, shape);
    return parameter(origin, key, new TensorData.Shorts(type, values));
  }

  Node words(Node origin, String key, int[] values) {
    TensorType type = TensorType.of(ElementType.I32, values.length);
    return parameter(origin, key, new TensorData.Words(type, values));
  }

  private Node parameter(Node origin, String key, TensorData data) {
    parameters = parameters.with(key, data);
    return builder.add(key, new Parameter(key, data.type()), origin.location());
  }

  /// `acc = x W^T + b` in integers.
  Node accumulators(Node origin, Quantity x, QuantizedRows rows, int columns) {
    int bits = rows.accumulatorBits(x.magnitude());
    if (bits > 32) {
      tooWide(origin, "accumulators need " + bits + " bits, the engine has 32");
    }
    Node codes =
        bytes(origin, origin.name() + ".codes", rows.codes(), rows.biases().length, columns);
    Node biases = words(origin, origin.name() + ".biases", rows.biases());
    return addNamed(
        origin.name() + ".acc",
        origin,
        new IntegerLinear(Math.min(bits, 32)),
        x.node(),
        codes,
        biases);
  }

  Node products(Node origin, boolean transposed, Quantity left, Quantity right, int length) {
    int bits = QuantizedRows.accumulatorBits((long) length * left.magnitude() * right.magnitude());
    if (bits > 32) {
      tooWide(origin, "accumulators need " + bits + " bits, the engine has 32");
    }
    return addNamed(
        origin.name() + ".acc",
        origin,
        new IntegerMatMul(transposed, Math.min(bits, 32)),
        left.node(),
        right.node());
  }

  /// Scales as the engine takes them, one a column or one for all.
  Node scales(Node origin, double[] scales) {
    int[] packed = new int[scales.length];
    for (int i = 0; i < packed.length; i++) {
      if (scales[i] >= 7.99) {
        tooWide(origin, "a requantisation scale of " + scales[i] + " is not below 8");
        return words(origin, origin.name() + ".scales", packed);
      }
      packed[i] = RowScale.of(scales[i]).packed();
    }
    return words(origin, origin.name() + ".scales", packed);
  }
}
