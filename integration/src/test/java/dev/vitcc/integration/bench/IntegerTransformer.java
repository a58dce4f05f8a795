package dev.vitcc.integration.bench;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.ExtractPatches;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.IntegerLayerNorm;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.IntegerMatMul;
import dev.vitcc.ir.op.Lookup;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.op.SaturatingAdd;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// A vision transformer of integers with random weights: the shape of a DeiT, and no sense.
final class IntegerTransformer {
  private static final SourceLocation HERE = SourceLocation.ofFile("random");
  private static final int HEAD_WIDTH = 64;
  private static final int PATCH = 16;

  private final Random random = new Random(1);
  private final GraphBuilder builder = new GraphBuilder("transformer");
  private final Map<String, Supplier<TensorData>> parameters = new LinkedHashMap<>();

  private IntegerTransformer() {}

  /// @param side of the square image, a multiple of 16
  /// @param heads of 64 columns each
  static Model deit(int side, int heads, int depth, int classes) {
    return new IntegerTransformer().build(side, heads, depth, classes);
  }

  /// Multiplications of one image.
  static long macs(Model model) {
    return model.graph().nodes().stream()
        .filter(node -> node.op() instanceof IntegerLinear || node.op() instanceof IntegerMatMul)
        .mapToLong(node -> node.type().size() * model.graph().operand(node, 0).type().dim(-1))
        .sum();
  }

  private Model build(int side, int heads, int depth, int classes) {
    int width = heads * HEAD_WIDTH;
    Node image = add("image", new Input(TensorType.of(ElementType.U8, side, side, 3)));
    Node patches = add("patches", new ExtractPatches(PATCH, 1), image);
    Node x = residual(codes("embed", patches, width, 16), position(patches.type().dim(0), width));
    for (int i = 0; i < depth; i++) {
      Node attended = codes("projection", attention(norm(x), heads, width), width, 16);
      x = residual(x, attended);
      Node index = codes("hidden", norm(x), 4 * width, 10);
      Node hidden = add("gelu", new Lookup(), index, bytes("table", 1024));
      x = residual(x, codes("mlp", hidden, width, 16));
    }
    Node logits = codes("head", add("token", new SelectToken(0), norm(x)), classes, 16);
    return new Model(builder.build(List.of(logits.name())), new Parameters(parameters));
  }

  private Node attention(Node x, int heads, int width) {
    Node qkv = codes("qkv", x, 3 * width, 8);
    Node query = add("query", new SplitHeads(0, 3, heads), qkv);
    Node key = add("key", new SplitHeads(1, 3, heads), qkv);
    Node value = add("value", new SplitHeads(2, 3, heads), qkv);
    Node products = add("products", new IntegerMatMul(true, 32), query, key);
    Node scores = add("scores", new Requantize(16), products, words("scale", 1, 1 << 10));
    Node codes = add("exponentials", new ExponentialCodes(), scores);
    Node sums = add("sums", new IntegerMatMul(false, 32), codes, value);
    return add("merged", new MergeHeads(), add("o", new RequantizeRows(8, 40000, 2), sums, codes));
  }

  private Node norm(Node x) {
    return add("norm", new IntegerLayerNorm(1, 49152, -5), x);
  }

  private Node residual(Node a, Node b) {
    return add("residual", new SaturatingAdd(), a, b);
  }

  private Node codes(String name, Node x, int columns, int bits) {
    Node weight = bytes(name + "_weight", columns, x.type().dim(1));
    Node bias = words(name + "_bias", columns, 100);
    Node sums = add(name + "_sums", new IntegerLinear(32), x, weight, bias);
    return add(name, new Requantize(bits), sums, words(name + "_scale", columns, 64));
  }

  private Node position(int rows, int width) {
    short[] values = new short[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(-2000, 2001);
    }
    TensorType type = TensorType.of(ElementType.I16, rows, width);
    return parameter("position", new TensorData.Shorts(type, values));
  }

  private Node bytes(String name, int... shape) {
    TensorType type = TensorType.of(ElementType.I8, shape);
    byte[] values = new byte[(int) type.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(-127, 128);
    }
    return parameter(name, new TensorData.Bytes(type, values));
  }

  private Node words(String name, int length, int bound) {
    int[] values = random.ints(length, 1, bound + 1).toArray();
    return parameter(name, new TensorData.Words(TensorType.of(ElementType.I32, length), values));
  }

  private Node parameter(String name, TensorData data) {
    String key = name + "_" + parameters.size();
    parameters.put(key, () -> data);
    return add(key, new Parameter(key, data.type()));
  }

  private Node add(String name, TensorOp op, Node... operands) {
    return builder.add(name, op, HERE, operands);
  }
}
