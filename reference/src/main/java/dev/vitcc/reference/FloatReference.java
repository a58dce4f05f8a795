package dev.vitcc.reference;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.data.TensorData.Reals;
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
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.op.TokenScores;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.op.WeightedMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The real meaning of a graph: what the trained network computes, before any rounding.
///
/// Made once from a model and then run on many images, from any number of threads. Results do not
/// depend on the number of cores.
public final class FloatReference {
  private final Graph graph;
  private final Walk<Reals> walk;
  private final Map<String, FloatMatrix> weights = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if a parameter has no values, or values of another type
  public FloatReference(Model model) {
    this.graph = model.graph();
    Map<String, Reals> constants = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.operands().size(); i++) {
        Node operand = graph.operand(node, i);
        if (operand.op() instanceof Parameter parameter) {
          Reals values = values(model, operand, parameter);
          if (isWeight(node.op(), i)) {
            weights.put(node.name(), pack(node.op(), values));
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
    /// @param values row-major, of the node's shape, or of fewer rows where tokens were dropped;
    ///   shared, so not to be written to; valid for ever
    void observe(Node node, float[] values);
  }

  /// The graph's first output for an image of bytes, height x width x channels.
  public float[] logits(byte[] image) {
    return run(image, (node, values) -> {});
  }

  /// The graph's first output for each image; images run in parallel.
  public List<float[]> logits(List<byte[]> images) {
    return IntStream.range(0, images.size())
        .parallel()
        .mapToObj(i -> logits(images.get(i)))
        .toList();
  }

  /// The graph's first output; the observer is called on this thread.
  public float[] run(byte[] image, Observer observer) {
    float[] values = new float[image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i] & 0xff;
    }
    return run(new Image(values, false), observer);
  }

  /// The same for an image that is normalised already; the input and what `normalize` gives are
  /// then both the image as it is.
  public float[] runNormalized(float[] image, Observer observer) {
    return run(new Image(image, true), observer);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Image(float[] values, boolean normalized) {}

  private float[] run(Image image, Observer observer) {
    Walk.Meaning<Reals> meaning =
        (node, in) -> {
          Reals value = evaluate(node, in, image);
          observer.observe(node, value.values());
          return value;
        };
    return walk.run(meaning).getFirst().values();
  }

  /// A value has the type that its operands give it: where tokens were dropped, that has fewer rows
  /// than the node's.
  private Reals evaluate(Node node, Walk.Operands<Reals> in, Image image) {
    if (node.op() instanceof PruneTokens op) {
      return FloatTokens.prune(op, in.get(0), in.get(1));
    }
    TensorType type = walk.type(node, i -> in.get(i).type());
    return new Reals(type, evaluate(node, type, in, image));
  }

  private float[] evaluate(Node node, TensorType type, Walk.Operands<Reals> in, Image image) {
    return switch (node.op()) {
      case Input _ -> image.values();
      case Parameter _ -> throw new IllegalStateException(node.name() + " is a constant");
      case Normalize op ->
          image.normalized() ? image.values() : FloatOps.normalize(op, in.get(0).values());
      case PatchEmbed op ->
          FloatOps.patchEmbed(op, in.get(0), weight(node, in), in.get(2).values());
      case PrependTokens _ -> FloatOps.prepend(in.get(1).values(), in.get(0).values());
      case Add _ -> FloatOps.add(in.get(0).values(), in.get(1).values());
      case Scale op -> FloatOps.scale(op.factor(), in.get(0).values());
      case LayerNorm op ->
          FloatOps.layerNorm(op, in.get(0), in.get(1).values(), in.get(2).values());
      case Linear _ -> FloatOps.linear(in.get(0).values(), weight(node, in), in.get(2).values());
      case MatMul op -> FloatOps.matMul(op, in.get(0), in.get(1), type);
      case Softmax op -> FloatOps.softmax(op, in.get(0));
      case Gelu _, PolynomialGelu _, Sigmoid _ ->
          FloatOps.each(Activations.of(node.op()), in.get(0).values());
      case UniformAttention op -> FloatTokens.uniform(op, type);
      case WeightedMean _ -> FloatTokens.weightedMean(in.get(0), in.get(1));
      case ClassAttention _ -> FloatTokens.classAttention(in.get(0));
      case SplitHeads op -> move(type, in, c -> Movement.splitHeads(op, in.get(0).type(), c));
      case MergeHeads _ -> move(type, in, c -> Movement.mergeHeads(in.get(0).type(), c));
      case SelectToken op -> move(type, in, c -> Movement.selectToken(op, in.get(0).type(), c));
      case Concatenate _ ->
          move(type, in, c -> Movement.concatenate(in.get(0).type(), in.get(1).type(), c));
      case ExtractPatches _,
          IntegerLinear _,
          IntegerMatMul _,
          Requantize _,
          RequantizeRows _,
          IntegerLayerNorm _,
          ExponentialCodes _,
          Lookup _,
          PiecewiseLinear _,
          SaturatingAdd _,
          ClassScores _,
          TokenScores _,
          PruneTokens _ ->
          throw new IllegalArgumentException(
              node.name()
                  + ": "
                  + node.op().mnemonic()
                  + " is of integers and has no real meaning");
    };
  }

  private static float[] move(
      TensorType type, Walk.Operands<Reals> in, Consumer<Movement.Copy> movement) {
    float[] y = new float[(int) type.size()];
    movement.accept(
        (index, from, to, length) -> System.arraycopy(in.get(index).values(), from, y, to, length));
    return y;
  }

  private FloatMatrix weight(Node node, Walk.Operands<Reals> in) {
    FloatMatrix packed = weights.get(node.name());
    return packed == null ? pack(node.op(), in.get(1)) : packed;
  }

  private static boolean isWeight(TensorOp op, int index) {
    return index == 1 && (op instanceof Linear || op instanceof PatchEmbed);
  }

  private static FloatMatrix pack(TensorOp op, Reals values) {
    return op instanceof PatchEmbed ? FloatOps.patchWeight(values) : FloatOps.linearWeight(values);
  }

  private static Reals values(Model model, Node node, Parameter parameter) {
    TensorData data = model.parameters().get(parameter.key());
    if (data instanceof Reals reals && data.type().equals(node.type())) {
      return reals;
    }
    throw new IllegalArgumentException(
        "parameter " + parameter.key() + " must be " + node.type() + ", found " + data.type());
  }
}
