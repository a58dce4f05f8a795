package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.Linear;
import java.util.List;
import java.util.Optional;

/// Ops that ONNX Runtime's optimiser makes of several, and ONNX's own `Attention`: taken apart
/// again.
///
/// Source: onnxruntime, `docs/ContribOperators.md`.
final class FusedOps {
  private final Session session;
  private final Algebra algebra;
  private final MatrixOps matrices;

  FusedOps(Session session, Algebra algebra, MatrixOps matrices) {
    this.session = session;
    this.algebra = algebra;
    this.matrices = matrices;
  }

  /// Gives the norm and, as its fourth output, the sum.
  List<Optional<View>> skipLayerNorm(Call call) {
    View input = call.in(0);
    View skip = call.in(1);
    Optional<View> bias = call.optionalConstant(4, "the bias");
    if (bias.isPresent() && takesBias(input)) {
      input = algebra.add(next(call), input, bias.get());
    } else if (bias.isPresent()) {
      skip = algebra.add(next(call), skip, bias.get());
    }
    View sum = algebra.add(next(call), input, skip);
    View norm = matrices.layerNorm(call, sum, 2, call.node().real("epsilon", 1e-12));
    return List.of(Optional.of(norm), Optional.empty(), Optional.empty(), Optional.of(sum));
  }

  private static boolean takesBias(View view) {
    return view.base() instanceof Linear linear && linear.bias().isEmpty();
  }

  /// A GELU of a sum with a bias, where there is one.
  View biasGelu(Call call, Function function) {
    View input =
        call.optionalConstant(1, "the bias")
            .map(bias -> algebra.add(next(call), call.in(0), bias))
            .orElse(call.in(0));
    return algebra.apply(next(call), function, input);
  }

  View quickGelu(Call call) {
    double alpha = call.node().real("alpha", 1.702);
    throw new Unmappable("a GELU by sigmoid (x σ(%s x)), expected the exact one".formatted(alpha));
  }

  View fusedMatMul(Call call) {
    if (call.node().number("transBatchA", 0) != 0 || call.node().number("transBatchB", 0) != 0) {
      throw new Unmappable("it moves batches");
    }
    View a = call.in(0);
    View b = call.in(1);
    View left = call.node().number("transA", 0) != 0 ? MatrixOps.turned(a) : a;
    View right = call.node().number("transB", 0) != 0 ? MatrixOps.turned(b) : b;
    return matrices.multiply(call.origin(), left, right).times(call.node().real("alpha", 1));
  }

  /// `com.microsoft.Attention`: projection and attention in one.
  View attention(Call call) {
    refuse(call, 3, "a mask");
    refuse(call, 4, "a past");
    refuse(call, 5, "relative positions");
    if (call.node().has("qkv_hidden_sizes") || call.node().number("unidirectional", 0) != 0) {
      throw new Unmappable("queries, keys and values of different sizes, or a causal mask");
    }
    View all = matrices.multiply(next(call), call.in(0), call.constant(1, "the weights"));
    View sum =
        call.optionalConstant(2, "the bias").map(b -> algebra.add(next(call), all, b)).orElse(all);
    int rank = sum.layout().rank();
    int width = sum.shape().getLast() / 3;
    return attention(
        call,
        LayoutOps.part(sum, rank - 1, 0, width, 1),
        LayoutOps.part(sum, rank - 1, width, width, 1),
        LayoutOps.part(sum, rank - 1, 2 * width, width, 1));
  }

  /// `com.microsoft.MultiHeadAttention`: attention, with the biases of the projection.
  View multiHeadAttention(Call call) {
    refuse(call, 4, "a mask");
    refuse(call, 5, "relative positions");
    refuse(call, 6, "a past");
    View q = call.in(0);
    View k = call.in(1);
    View v = call.in(2);
    Optional<View> bias = call.optionalConstant(3, "the bias");
    if (bias.isPresent()) {
      int width = q.shape().getLast();
      q = algebra.add(next(call), q, LayoutOps.part(bias.get(), 0, 0, width, 1));
      k = algebra.add(next(call), k, LayoutOps.part(bias.get(), 0, width, width, 1));
      v = algebra.add(next(call), v, LayoutOps.part(bias.get(), 0, 2 * width, width, 1));
    }
    return attention(call, q, k, v);
  }

  private View attention(Call call, View q, View k, View v) {
    int heads = Math.clamp(call.node().number("num_heads", 1), 1, 1 << 15);
    View queries = split(q, heads);
    double scale = call.node().real("scale", 0);
    double features = queries.shape().getLast();
    View scores =
        matrices
            .multiply(next(call), queries, MatrixOps.turned(split(k, heads)))
            .times(scale == 0 ? 1 / Math.sqrt(features) : scale);
    View shares = algebra.apply(next(call), Function.SOFTMAX, scores);
    return merge(matrices.multiply(next(call), shares, split(v, heads)));
  }

  /// ONNX's `Attention` (opset 23), of three axes or of four with heads.
  List<Optional<View>> standardAttention(Call call) {
    refuse(call, 3, "a mask");
    refuse(call, 4, "a past");
    if (call.node().number("is_causal", 0) != 0 || call.node().real("softcap", 0) != 0) {
      throw new Unmappable("a causal mask, or a cap of scores");
    }
    View q = call.in(0);
    boolean merged = q.layout().rank() == 3;
    int heads = Math.clamp(call.node().number("q_num_heads", 1), 1, 1 << 15);
    if (merged && call.node().number("kv_num_heads", heads) != heads) {
      throw new Unmappable("keys of other heads than queries");
    }
    View queries = merged ? split(q, heads) : q;
    View keys = merged ? split(call.in(1), heads) : call.in(1);
    View values = merged ? split(call.in(2), heads) : call.in(2);
    double scale = call.node().real("scale", 1 / Math.sqrt(queries.shape().getLast()));
    View scores = matrices.multiply(next(call), queries, MatrixOps.turned(keys)).times(scale);
    View shares = algebra.apply(next(call), Function.SOFTMAX, scores);
    View mixed = matrices.multiply(next(call), shares, values);
    return List.of(Optional.of(merged ? merge(mixed) : mixed));
  }

  /// [1, tokens, features] → [1, heads, tokens, features of a head].
  private static View split(View view, int heads) {
    List<Integer> shape = view.shape();
    if (shape.size() != 3 || shape.getLast() % heads != 0) {
      throw new Unmappable("%s does not divide into %d heads".formatted(shape, heads));
    }
    View four =
        LayoutOps.to(view, List.of(shape.get(0), shape.get(1), heads, shape.getLast() / heads));
    return four.at(four.layout().transpose(List.of(0, 2, 1, 3)));
  }

  private static View merge(View view) {
    View beside = view.at(view.layout().transpose(List.of(0, 2, 1, 3)));
    List<Integer> shape = beside.shape();
    return LayoutOps.to(beside, List.of(shape.get(0), shape.get(1), shape.get(2) * shape.get(3)));
  }

  private static void refuse(Call call, int input, String what) {
    if (call.optional(input).isPresent()) {
      throw new Unmappable("it takes " + what);
    }
  }

  private Origin next(Call call) {
    return session.again(call.origin());
  }
}
