package dev.vitcc.ir.generate;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Builds the real-level graph of a vision transformer, node for node as the front end does.
final class VitGraph {
  private final GraphBuilder builder;
  private final VitShape shape;
  private final Random random;

  VitGraph(String name, long seed, VitShape shape) {
    this.builder = new GraphBuilder(name);
    this.shape = shape;
    this.random = new Random(RandomModels.mix(~seed));
  }

  Graph build() {
    Node x = tokens(patches(image()));
    if (shape.position()) {
      x = add("position", new Add(), x, parameter("pos_embed", shape.tokens(), shape.dim()));
    }
    for (int i = 0; i < shape.depth(); i++) {
      x = block(i, x);
    }
    Node logits = heads(layerNorm("norm", "norm", x));
    return builder.build(List.of(logits.name()));
  }

  private Node image() {
    TensorType type =
        TensorType.of(ElementType.U8, shape.height(), shape.width(), shape.channels());
    List<Double> mean = new ArrayList<>();
    List<Double> std = new ArrayList<>();
    for (int c = 0; c < shape.channels(); c++) {
      mean.add(random.nextInt(30, 61) / 100.);
      std.add(random.nextInt(30, 51) / 100.);
    }
    Node image = add("image", new Input(type));
    return add("normalize", new Normalize(shape.scale(), mean, std), image);
  }

  private Node patches(Node image) {
    int p = shape.patch();
    Node weight = parameter("patch_embed.proj.weight", shape.dim(), shape.channels(), p, p);
    Node bias = parameter("patch_embed.proj.bias", shape.dim());
    return add("patch_embed", new PatchEmbed(p), image, weight, bias);
  }

  private Node tokens(Node patches) {
    Node x = patches;
    if (shape.registerTokens() > 0) {
      Node tokens = parameter("reg_token", shape.registerTokens(), shape.dim());
      x = add("register_tokens", new PrependTokens(), x, tokens);
    }
    for (String key : shape.headTokens().reversed()) {
      x =
          add(
              key.equals("cls_token") ? "class_token" : "distillation_token",
              new PrependTokens(),
              x,
              parameter(key, 1, shape.dim()));
    }
    return x;
  }

  private Node block(int i, Node x) {
    String node = "block" + i + ".";
    String key = "blocks." + i + ".";
    Node attention = attention(node, key, layerNorm(node + "norm1", key + "norm1", x));
    Node y = add(node + "add", new Add(), x, attention);
    Node normed = layerNorm(node + "norm2", key + "norm2", y);
    Node inner = linear(node + "mlp.fc1", key + "mlp.fc1", normed, shape.hidden());
    Node active = add(node + "mlp.gelu", new Gelu(), inner);
    Node outer = linear(node + "mlp.fc2", key + "mlp.fc2", active, shape.dim());
    return add(node + "add", new Add(), y, outer);
  }

  private Node attention(String node, String key, Node x) {
    String name = node + "attention.";
    Node qkv = linear(name + "qkv", key + "attn.qkv", x, 3 * shape.dim());
    Node query = add(name + "query", new SplitHeads(0, 3, shape.heads()), qkv);
    Node keys = add(name + "key", new SplitHeads(1, 3, shape.heads()), qkv);
    Node value = add(name + "value", new SplitHeads(2, 3, shape.heads()), qkv);
    Node products = add(name + "products", new MatMul(true), query, keys);
    Node scores = add(name + "scores", new Scale(1 / Math.sqrt(shape.headDim())), products);
    Node probabilities = add(name + "probabilities", new Softmax(), scores);
    Node mixed = add(name + "mixed", new MatMul(false), probabilities, value);
    Node merged = add(name + "merged", new MergeHeads(), mixed);
    return linear(name + "proj", key + "attn.proj", merged, shape.dim());
  }

  /// The logits: of the class token, or the mean of those of class and distillation token.
  private Node heads(Node x) {
    Node first = linear("head", "head", add("token", new SelectToken(0), x), shape.classes());
    if (!shape.distilled()) {
      return first;
    }
    Node token = add("token", new SelectToken(1), x);
    Node second = linear("head_dist", "head_dist", token, shape.classes());
    if (random.nextBoolean()) {
      return add("scale", new Scale(0.5), add("add", new Add(), first, second));
    }
    Node half = add("scale", new Scale(0.5), first);
    return add("add", new Add(), half, add("scale", new Scale(0.5), second));
  }

  private Node layerNorm(String name, String key, Node x) {
    Node gamma = parameter(key + ".weight", shape.dim());
    Node beta = parameter(key + ".bias", shape.dim());
    return add(name, new LayerNorm(shape.epsilon()), x, gamma, beta);
  }

  private Node linear(String name, String key, Node x, int features) {
    Node weight = parameter(key + ".weight", features, x.type().dim(1));
    Node bias = parameter(key + ".bias", features);
    return add(name, new Linear(), x, weight, bias);
  }

  private Node parameter(String key, int... extents) {
    return add(key, new Parameter(key, TensorType.of(ElementType.F32, extents)));
  }

  private Node add(String name, TensorOp op, Node... operands) {
    return builder.add(name, op, SourceLocation.NONE, operands);
  }
}
