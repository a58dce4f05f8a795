package dev.vitcc.passes.prune;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.Concatenate;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.Sigmoid;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import dev.vitcc.ir.op.UniformAttention;
import dev.vitcc.ir.op.WeightedMean;
import dev.vitcc.passes.fold.Rewriter;
import java.util.function.Supplier;

/// The multi-head selector of HeatViT and SPViT (HeatViT, section IV) as matrices over all heads.
///
/// ```
/// z    = layer_norm(x)
/// e    = [gelu(local(z)), mean over tokens of gelu(global(z))]      per head
/// keep = softmax(mlp(e))[0] = sigmoid(mlp(e)[0] - mlp(e)[1])        per head
/// w    = sigmoid(mlp'(mean of z over the columns of each head))     a weight per head
/// s    = sum(w * keep) / sum(w)
/// ```
///
/// Each head's matrices are blocks on the diagonal of one matrix, so that the array computes all
/// heads at once; the mean over a head's columns and the difference are part of the weights. What
/// the first layer of the MLP makes of the global part comes before its mean over tokens, where it
/// is as good, so that means of few columns are added.
final class LearnedSelector {
  private static final double EPSILON = 1e-6;

  private final Rewriter rewriter;
  private final String name;
  private final int leading;
  private final SelectorWeights weights;

  LearnedSelector(Rewriter rewriter, String name, int leading, SelectorWeights weights) {
    this.rewriter = rewriter;
    this.name = name;
    this.leading = leading;
    this.weights = weights;
  }

  /// The scores of the tokens of the stream `[n,d]`.
  Node scores(Node x) {
    Node z = weights.hasNorm() ? norm(x) : x;
    Node local = gelu(linear("local", z, weights.local()));
    Node global = weights.hasGlobal() ? gelu(linear("global", z, weights.global())) : local;
    Node mean = mean(x, linear("means", global, weights.means()));
    Node keep = add("joined", new Concatenate(), x, local, mean);
    for (int i = 0; i < weights.depth(); i++) {
      keep = activated(linear("fc" + (i + 1), keep, weights.layer(i)), i, weights.depth());
    }
    Node attention = z;
    for (int i = 0; i < weights.attentionDepth(); i++) {
      Node layer = linear("head_attn" + (i + 1), attention, weights.attention(i));
      attention = activated(layer, i, weights.attentionDepth());
    }
    return add("scores", new WeightedMean(), x, keep, attention);
  }

  /// In every row the mean over all tokens that can be dropped.
  private Node mean(Node x, Node values) {
    Node heads = add("values", new SplitHeads(0, 1, 1), x, values);
    Node uniform = add("uniform", new UniformAttention(leading), x, heads);
    Node mean = add("mean", new MatMul(false), x, uniform, heads);
    return add("mean.merged", new MergeHeads(), x, mean);
  }

  /// GELU between layers, and the sigmoid after the last.
  private Node activated(Node layer, int index, int depth) {
    return index < depth - 1
        ? gelu(layer)
        : rewriter.add(layer.name() + ".sigmoid", layer, new Sigmoid(), layer);
  }

  private Node gelu(Node layer) {
    return rewriter.add(layer.name() + ".gelu", layer, new Gelu(), layer);
  }

  private Node norm(Node x) {
    String key = weights.prefix() + "norm";
    TensorType type = TensorType.of(ElementType.F32, x.type().dim(1));
    return add(
        "norm",
        new LayerNorm(EPSILON),
        x,
        x,
        given(x, key + ".weight", type),
        given(x, key + ".bias", type));
  }

  private Node given(Node origin, String key, TensorType type) {
    return rewriter.reals(origin, key, type, () -> rewriter.parameters().reals(key));
  }

  private Node linear(String layer, Node x, SelectorWeights.Matrix matrix) {
    String key = weights.prefix() + layer;
    Node weight = derived(x, key + ".weight", matrix::weights, matrix.rows(), matrix.columns());
    Node bias = derived(x, key + ".bias", matrix::biases, matrix.rows());
    return add(layer, new Linear(), x, x, weight, bias);
  }

  private Node derived(Node origin, String key, Supplier<float[]> values, int... shape) {
    return rewriter.reals(origin, key, TensorType.of(ElementType.F32, shape), values);
  }

  private Node add(String part, TensorOp op, Node origin, Node... operands) {
    return rewriter.add(name + "." + part, origin, op, operands);
  }
}
