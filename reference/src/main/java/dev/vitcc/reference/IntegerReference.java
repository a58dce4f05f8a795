package dev.vitcc.reference;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.ClassAttention;
import dev.vitcc.ir.op.ClassScores;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PiecewiseLinear;
import dev.vitcc.ir.op.PolynomialGelu;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.op.WeightedMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The integer meaning of a graph, bit for bit as docs/numerics.md has it: the oracle of vitcc.
///
/// Made once from a model and then run on many images, from any number of threads. Results do not
/// depend on the number of cores. Every value is checked against the type of its node.
public final class IntegerReference {
  private final Graph graph;
  private final Walk<IntTensor> walk;
  private final Map<String, IntegerMatrix> weights = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if a parameter has no values or values of another type, if a
  ///   weight is beyond ±127, or if a sum could pass 32 bits
  public IntegerReference(Model model) {
    this.graph = model.graph();
    Map<String, IntTensor> constants = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.operands().size(); i++) {
        Node operand = graph.operand(node, i);
        if (operand.op() instanceof Parameter parameter) {
          IntTensor values = values(model, operand, parameter);
          if (node.op() instanceof IntegerLinear && i == 1) {
            weights.put(node.name(), pack(operand.name(), values));
          } else {
            constants.put(operand.name(), values);
          }
        }
      }
    }
    this.walk = new Walk<>(graph, constants);
  }

  /// Sees every value that depends on the image as soon as it is known, in graph order.
  @FunctionalInterface
  public interface Observer {
    void observe(Node node, TensorData value);
  }

  /// The graph's first output for an image of bytes, height x width x channels.
  public int[] logits(byte[] image) {
    return evaluate(image, (node, value) -> {});
  }

  /// The graph's first output for each image; images run in parallel.
  public List<int[]> logits(List<byte[]> images) {
    return IntStream.range(0, images.size())
        .parallel()
        .mapToObj(i -> logits(images.get(i)))
        .toList();
  }

  /// The graph's first output; the observer is called on this thread.
  public int[] run(byte[] image, Observer observer) {
    return evaluate(image, (node, value) -> observer.observe(node, value.data()));
  }

  /// Every value that depends on the image, by node name and in graph order.
  public Map<String, TensorData> run(byte[] image) {
    Map<String, TensorData> values = new LinkedHashMap<>();
    run(image, (node, value) -> values.put(node.name(), value));
    return values;
  }

  @FunctionalInterface
  private interface Listener {
    void hear(Node node, IntTensor value);
  }

  private int[] evaluate(byte[] image, Listener listener) {
    Walk.Meaning<IntTensor> meaning =
        (node, in) -> {
          IntTensor value = checked(node, in, image);
          listener.hear(node, value);
          return value;
        };
    return walk.run(meaning).getFirst().values();
  }

  /// @throws IllegalStateException naming the node whose value breaks the contract
  private IntTensor checked(Node node, Walk.Operands<IntTensor> in, byte[] image) {
    try {
      if (node.op() instanceof PruneTokens op) {
        return IntegerTokens.prune(op, in.get(0), in.get(1));
      }
      TensorType type = walk.type(node, i -> in.get(i).type());
      return IntTensor.checked(type, evaluate(node, type, in, image));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(node.name() + ": " + e.getMessage(), e);
    }
  }

  private int[] evaluate(Node node, TensorType type, Walk.Operands<IntTensor> in, byte[] image) {
    return switch (node.op()) {
      case Input _ -> IntTensor.of(new TensorData.Bytes(type, image)).values();
      case Parameter _ -> throw new IllegalStateException("a constant is not computed");
      case ExtractPatches op -> IntegerOps.extractPatches(op, in.get(0), type);
      case IntegerLinear _ -> IntegerOps.linear(in.get(0), weight(node, in), in.get(2).values());
      case IntegerMatMul op -> IntegerOps.matMul(op, in.get(0), in.get(1), type);
      case Requantize op -> Requantization.columns(op, in.get(0).values(), in.get(1).values());
      case RequantizeRows op -> Requantization.rows(op, in.get(0), in.get(1));
      case IntegerLayerNorm op -> NormalizedRows.of(op, in.get(0), gains(node, in));
      case ExponentialCodes op -> IntegerOps.exponentialCodes(op, in.get(0));
      case Lookup _ -> IntegerOps.lookup(in.get(0), in.get(1).values());
      case PiecewiseLinear op -> IntegerOps.piecewiseLinear(op, in.get(0), in.get(1).values());
      case SaturatingAdd _ -> IntegerOps.saturatingAdd(in.get(0).values(), in.get(1).values());
      case UniformAttention op -> IntegerTokens.uniform(op, type);
      case ClassScores _ -> IntegerTokens.classScores(in.get(0));
      case TokenScores _ -> IntegerTokens.scores(in.get(0), in.get(1));
      case SplitHeads op -> move(type, in, c -> Movement.splitHeads(op, in.get(0).type(), c));
      case MergeHeads _ -> move(type, in, c -> Movement.mergeHeads(in.get(0).type(), c));
      case SelectToken op -> move(type, in, c -> Movement.selectToken(op, in.get(0).type(), c));
      case Concatenate _ ->
          move(type, in, c -> Movement.concatenate(in.get(0).type(), in.get(1).type(), c));
      case Normalize _,
          PatchEmbed _,
          PrependTokens _,
          Add _,
          Scale _,
          LayerNorm _,
          Linear _,
          MatMul _,
          Softmax _,
          Gelu _,
          PolynomialGelu _,
          Sigmoid _,
          WeightedMean _,
          ClassAttention _,
          PruneTokens _ ->
          throw new IllegalArgumentException(
              node.name()
                  + ": "
                  + node.op().mnemonic()
                  + " is of reals and has no integer meaning");
    };
  }

  private static int[] gains(Node node, Walk.Operands<IntTensor> in) {
    return node.operands().size() > 1 ? in.get(1).values() : new int[0];
  }

  private static int[] move(
      TensorType type, Walk.Operands<IntTensor> in, Consumer<Movement.Copy> movement) {
    int[] y = new int[(int) type.size()];
    movement.accept(
        (index, from, to, length) -> System.arraycopy(in.get(index).values(), from, y, to, length));
    return y;
  }

  private IntegerMatrix weight(Node node, Walk.Operands<IntTensor> in) {
    IntegerMatrix packed = weights.get(node.name());
    return packed == null ? pack(node.operands().get(1), in.get(1)) : packed;
  }

  private static IntegerMatrix pack(String name, IntTensor weight) {
    IntegerOps.requireStationary(name, weight.values());
    return IntegerMatrix.ofColumns(weight.values(), 0, weight.type().dim(1), weight.type().dim(0));
  }

  private static IntTensor values(Model model, Node node, Parameter parameter) {
    TensorData data = model.parameters().get(parameter.key());
    if (!data.type().equals(node.type())) {
      throw new IllegalArgumentException(
          "parameter " + parameter.key() + " must be " + node.type() + ", found " + data.type());
    }
    return IntTensor.checked(node.type(), IntTensor.of(data).values());
  }
}
