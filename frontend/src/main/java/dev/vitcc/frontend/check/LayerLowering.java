package dev.vitcc.frontend.check;

import dev.vitcc.frontend.check.WeightNames.Owner;
import dev.vitcc.frontend.check.WeightNames.Role;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Add;
import dev.vitcc.ir.op.Gelu;
import dev.vitcc.ir.op.LayerNorm;
import dev.vitcc.ir.op.Linear;
import dev.vitcc.ir.op.MatMul;
import dev.vitcc.ir.op.MergeHeads;
import dev.vitcc.ir.op.PatchEmbed;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.op.Scale;
import dev.vitcc.ir.op.ShapeException;
import dev.vitcc.ir.op.Softmax;
import dev.vitcc.ir.op.SplitHeads;
import dev.vitcc.ir.op.TensorOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns calls of functions into nodes: `attention` into its projections, heads and softmax.
final class LayerLowering {
  static final int MAX_EXTENT = 1 << 20;
  private static final int MAX_HEADS = 4096;

  private final GraphEmitter graph;
  private final WeightNames names;
  private final Places places;
  private final List<Owner> owners = new ArrayList<>();

  LayerLowering(GraphEmitter graph, WeightNames names, Places places) {
    this.graph = graph;
    this.names = names;
    this.places = places;
  }

  List<Owner> owners() {
    return List.copyOf(owners);
  }

  /// The value of a call; unknown if an argument is wrong or shapes do not fit.
  Value lower(Builtin function, CallArguments call) {
    SourceLocation where = call.location();
    return switch (function) {
      case PATCH_EMBED -> patchEmbed(call);
      case PREPEND_CLASS_TOKEN -> prepend(call, Role.CLASS_TOKEN, "class_token");
      case PREPEND_DISTILLATION_TOKEN ->
          prepend(call, Role.DISTILLATION_TOKEN, "distillation_token");
      case ADD_POSITION -> addPosition(call);
      case LAYER_NORM -> layerNorm(call);
      case LINEAR -> linear(call);
      case ATTENTION -> attention(call);
      case MLP -> mlp(call);
      case GELU -> unary(call, "gelu", new Gelu());
      case SOFTMAX -> unary(call, "softmax", new Softmax());
      case MERGE_HEADS -> unary(call, "merge_heads", new MergeHeads());
      case SPLIT_HEADS -> splitHeads(call);
      case MATMUL -> {
        Optional<Value.Tensor> a = call.tensor("a");
        Optional<Value.Tensor> b = call.tensor("b");
        Optional<String> transposed = call.word("transposed", Words.TRUTH, "false");
        yield a.isEmpty() || b.isEmpty() || transposed.isEmpty()
            ? Value.UNKNOWN
            : graph.checked(
                where,
                () ->
                    graph.add(
                        "matmul",
                        new MatMul(transposed.orElseThrow().equals("true")),
                        where,
                        a.orElseThrow().node(),
                        b.orElseThrow().node()));
      }
    };
  }

  private Value unary(CallArguments call, String name, TensorOp op) {
    return call.tensor("x")
        .map(
            x ->
                graph.checked(
                    call.location(), () -> graph.add(name, op, call.location(), x.node())))
        .orElse(Value.UNKNOWN);
  }

  private Value splitHeads(CallArguments call) {
    Optional<Integer> heads = call.integer("heads", 1, MAX_HEADS);
    Optional<Integer> parts = call.integer("parts", 1, 16, 1);
    Optional<Integer> part = call.integer("part", 0, parts.orElse(1) - 1, 0);
    return heads.isEmpty() || parts.isEmpty() || part.isEmpty()
        ? Value.UNKNOWN
        : unary(
            call,
            "split_heads",
            new SplitHeads(part.orElseThrow(), parts.orElseThrow(), heads.orElseThrow()));
  }

  private Value patchEmbed(CallArguments call) {
    SourceLocation where = call.location();
    String prefix = own(Role.PATCH_EMBED, call);
    Optional<Value.Tensor> image = call.tensor("image");
    Optional<Integer> patch = call.integer("patch", 1, 1024);
    Optional<Integer> dim = call.integer("dim", 1, MAX_EXTENT);
    if (image.isEmpty() || patch.isEmpty() || dim.isEmpty()) {
      return Value.UNKNOWN;
    }
    Node x = image.orElseThrow().node();
    int p = patch.orElseThrow();
    int d = dim.orElseThrow();
    return graph.checked(
        where,
        () -> {
          requireRank(call, x, 3, "height, width and channels");
          Node weight = graph.parameter(prefix + ".proj.weight", where, d, x.type().dim(2), p, p);
          Node bias = graph.parameter(prefix + ".proj.bias", where, d);
          return graph.add("patch_embed", new PatchEmbed(p), where, x, weight, bias);
        });
  }

  private Value prepend(CallArguments call, Role role, String name) {
    SourceLocation where = call.location();
    String key = own(role, call);
    return matrix(
        call,
        x -> {
          Node token = graph.parameter(key, where, 1, x.type().dim(1));
          return graph.add(name, new PrependTokens(), where, x, token);
        });
  }

  private Value addPosition(CallArguments call) {
    SourceLocation where = call.location();
    String key = own(Role.POSITION, call);
    return matrix(
        call,
        x -> {
          Node position = graph.parameter(key, where, x.type().dim(0), x.type().dim(1));
          return graph.add("position", new Add(), where, x, position);
        });
  }

  private Value layerNorm(CallArguments call) {
    String prefix = own(Role.LAYER_NORM, call);
    Optional<Double> epsilon = call.positive("epsilon", 1, 1e-6);
    return epsilon.isEmpty()
        ? Value.UNKNOWN
        : matrix(
            call,
            x -> {
              Node gamma = graph.parameter(prefix + ".weight", call.location(), x.type().dim(1));
              Node beta = graph.parameter(prefix + ".bias", call.location(), x.type().dim(1));
              TensorOp op = new LayerNorm(epsilon.orElseThrow());
              return graph.add(lastWord(prefix), op, call.location(), x, gamma, beta);
            });
  }

  private Value linear(CallArguments call) {
    String prefix = own(Role.LINEAR, call);
    Optional<Integer> features = call.integer("features", 1, MAX_EXTENT);
    return features.isEmpty()
        ? Value.UNKNOWN
        : matrix(call, x -> project(lastWord(prefix), prefix, features.orElseThrow(), call, x));
  }

  private Value attention(CallArguments call) {
    SourceLocation where = call.location();
    String prefix = own(Role.ATTENTION, call);
    Optional<Integer> heads = call.integer("heads", 1, MAX_HEADS);
    return heads.isEmpty()
        ? Value.UNKNOWN
        : matrix(call, x -> attention(call, prefix, heads.orElseThrow(), x, where));
  }

  private Node attention(CallArguments call, String prefix, int h, Node x, SourceLocation where) {
    int d = x.type().dim(1);
    if (d % h != 0) {
      throw new ShapeException("attention: " + d + " features do not divide into " + h + " heads");
    }
    Node qkv = project("attention.qkv", prefix + ".qkv", 3 * d, call, x);
    Node query = graph.add("attention.query", new SplitHeads(0, 3, h), where, qkv);
    Node key = graph.add("attention.key", new SplitHeads(1, 3, h), where, qkv);
    Node value = graph.add("attention.value", new SplitHeads(2, 3, h), where, qkv);
    Node products = graph.add("attention.products", new MatMul(true), where, query, key);
    double factor = 1 / Math.sqrt(d / (double) h);
    Node scores = graph.add("attention.scores", new Scale(factor), where, products);
    Node probabilities = graph.add("attention.probabilities", new Softmax(), where, scores);
    Node mixed = graph.add("attention.mixed", new MatMul(false), where, probabilities, value);
    Node merged = graph.add("attention.merged", new MergeHeads(), where, mixed);
    return project("attention.proj", prefix + ".proj", d, call, merged);
  }

  private Value mlp(CallArguments call) {
    SourceLocation where = call.location();
    String prefix = own(Role.MLP, call);
    Optional<Integer> hidden = call.integer("hidden", 1, MAX_EXTENT);
    Optional<String> activation = call.word("activation", Words.ACTIVATIONS, "gelu");
    return hidden.isEmpty() || activation.isEmpty()
        ? Value.UNKNOWN
        : matrix(
            call,
            x -> {
              Node inner = project("mlp.fc1", prefix + ".fc1", hidden.orElseThrow(), call, x);
              Node active = graph.add("mlp.gelu", new Gelu(), where, inner);
              return project("mlp.fc2", prefix + ".fc2", x.type().dim(1), call, active);
            });
  }

  private Node project(String name, String prefix, int features, CallArguments call, Node x) {
    SourceLocation where = call.location();
    Node weight = graph.parameter(prefix + ".weight", where, features, x.type().dim(1));
    Node bias = graph.parameter(prefix + ".bias", where, features);
    return graph.add(name, new Linear(), where, x, weight, bias);
  }

  /// What a layer of tokens by features computes.
  private interface Layer {
    Node of(Node x);
  }

  /// Applies a layer to the argument `x`, which must be tokens by features.
  private Value matrix(CallArguments call, Layer layer) {
    return call.tensor("x")
        .map(
            x ->
                graph.checked(
                    call.location(),
                    () -> {
                      requireRank(call, x.node(), 2, "tokens and features");
                      return layer.of(x.node());
                    }))
        .orElse(Value.UNKNOWN);
  }

  private static void requireRank(CallArguments call, Node x, int rank, String axes) {
    if (x.type().rank() != rank) {
      throw new ShapeException(
          call.callee()
              + ": expected a tensor with "
              + rank
              + " axes, "
              + axes
              + ", found "
              + x.type());
    }
  }

  /// Notes a layer that owns weights; the name under which they are found.
  private String own(Role role, CallArguments call) {
    String callee = call.callee();
    // A name that is wrong has been reported; one that nobody else has stands in for it.
    Optional<String> explicit =
        call.weights().or(() -> call.has("weights") ? Optional.of(wrongName()) : Optional.empty());
    owners.add(new Owner(role, callee, explicit, places.current(), call.location()));
    return names.prefix(owners.size() - 1);
  }

  private String wrongName() {
    return "wrong" + owners.size();
  }

  /// `norm1` of `blocks.3.norm1`.
  private static String lastWord(String prefix) {
    return prefix.substring(prefix.lastIndexOf('.') + 1);
  }
}
