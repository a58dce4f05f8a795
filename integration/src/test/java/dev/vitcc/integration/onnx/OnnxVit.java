package dev.vitcc.integration.onnx;

import dev.vitcc.integration.onnx.OnnxGraph.Attribute;
import dev.vitcc.integration.onnx.VitStyle.Qkv;
import dev.vitcc.integration.onnx.VitStyle.Scale;
import dev.vitcc.integration.onnx.VitStyle.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A ViT of random weights as an ONNX graph in some style.
final class OnnxVit {
  /// Extents of the model.
  record Extents(
      int channels, int side, int patch, int dim, int heads, int depth, int hidden, int classes) {
    static final Extents SMALL = new Extents(3, 16, 4, 24, 3, 2, 40, 7);
    static final Extents DEIT_TINY = new Extents(3, 224, 16, 192, 3, 12, 768, 1000);

    int patches() {
      return side / patch * (side / patch);
    }
  }

  private static final float EPSILON = 1e-6f;

  private final Extents vit;
  private final VitStyle style;
  private final OnnxGraph graph;
  private final Random random;
  private final int tokens;

  private OnnxVit(Extents vit, VitStyle style, long seed) {
    this.vit = vit;
    this.style = style;
    this.graph = new OnnxGraph(style.opset(), style.external());
    this.random = new Random(seed);
    this.tokens = vit.patches() + (style.tokens() == Tokens.DISTILLED ? 2 : 1);
  }

  static Path write(Path file, Extents vit, VitStyle style, long seed) throws IOException {
    OnnxVit model = new OnnxVit(vit, style, seed);
    if (style.gelu() == VitStyle.Gelu.FUNCTION) {
      model.graph.function("activation", "Gelu", "approximate", 3);
    }
    String logits = model.model();
    return model.graph.write(
        file,
        style.batch(),
        List.of((long) vit.channels(), (long) vit.side(), (long) vit.side()),
        logits);
  }

  private String model() {
    String x = embedding();
    for (int i = 0; i < vit.depth(); i++) {
      x = graph.node("Add", x, attention(norm(x, vit.dim())));
      x = graph.node("Add", x, mlp(norm(x, vit.dim())));
    }
    return head(x);
  }

  private String embedding() {
    int patch = vit.patch();
    String conv =
        graph.node(
            "Conv",
            List.of("image", weights(vit.dim(), vit.channels(), patch, patch), weights(vit.dim())),
            Attribute.of("kernel_shape", new long[] {patch, patch}),
            Attribute.of("strides", new long[] {patch, patch}),
            Attribute.of("pads", new long[] {0, 0, 0, 0}));
    String flat = graph.node("Reshape", conv, flattened(conv));
    String patches = transpose(flat, 0, 2, 1);
    if (style.tokens() == Tokens.CLASS_WITHOUT_POSITION) {
      patches = graph.node("Add", patches, weights(1, vit.patches(), vit.dim()));
      return concat(1, token(), patches);
    }
    String all =
        style.tokens() == Tokens.DISTILLED
            ? concat(1, token(), token(), patches)
            : concat(1, token(), patches);
    return graph.node("Add", all, weights(1, tokens, vit.dim()));
  }

  /// [batch, features, -1], computed of the shape where the batch is dynamic.
  private String flattened(String conv) {
    if (style.batch() >= 0) {
      return graph.wholes(1, vit.dim(), -1);
    }
    String shape = graph.node("Shape", conv);
    String head = graph.node("Slice", shape, graph.wholes(0), graph.wholes(2), graph.wholes(0));
    return concat(0, head, graph.wholes(-1));
  }

  /// The batch, as a number in a list.
  private String batch(String of) {
    if (style.batch() >= 0) {
      return graph.wholes(style.batch());
    }
    String batch =
        graph.node(
            "Gather", List.of(graph.node("Shape", of), graph.whole(0)), Attribute.of("axis", 0));
    return graph.node("Unsqueeze", batch, graph.wholes(0));
  }

  private String token() {
    String token = weights(1, 1, vit.dim());
    if (style.batch() >= 0) {
      return token;
    }
    // As torch.jit exports expand(batch, -1, -1).
    String wanted = concat(0, batch("image"), graph.wholes(-1, -1));
    String ones = graph.node("ConstantOfShape", List.of(graph.wholes(3)));
    String one = graph.node("Add", ones, graph.real(1));
    String whole = graph.node("Cast", List.of(one), Attribute.of("to", 7));
    String open = graph.node("Mul", whole, graph.whole(-1));
    String isOpen = graph.node("Equal", wanted, open);
    return graph.node("Expand", token, graph.node("Where", isOpen, whole, wanted));
  }

  private String norm(String x, int features) {
    String scale = weights(1.0, features);
    String shift = weights(features);
    if (style.norm() == VitStyle.Norm.OP) {
      return graph.node(
          "LayerNormalization",
          List.of(x, scale, shift),
          Attribute.of("axis", -1),
          Attribute.of("epsilon", (double) EPSILON));
    }
    String d = graph.node("Sub", x, mean(x));
    boolean reciprocal = style.norm() == VitStyle.Norm.BY_RECIPROCAL;
    String square = reciprocal ? graph.node("Mul", d, d) : graph.node("Pow", d, graph.real(2));
    String root = graph.node("Sqrt", graph.node("Add", mean(square), graph.real(EPSILON)));
    String normal =
        reciprocal
            ? graph.node("Mul", graph.node("Reciprocal", root), d)
            : graph.node("Div", d, root);
    return graph.node("Add", graph.node("Mul", normal, scale), shift);
  }

  private String mean(String x) {
    return style.opset() >= 18
        ? graph.node("ReduceMean", x, graph.wholes(-1))
        : graph.node("ReduceMean", List.of(x), Attribute.of("axes", new long[] {-1}));
  }

  private String linear(String x, int in, int out) {
    return switch (style.linear()) {
      case MATMUL_ADD -> graph.node("Add", matmul(x, in, out), weights(out));
      case BIAS_FIRST -> graph.node("Add", weights(out), matmul(x, in, out));
      case GEMM -> {
        String rows = graph.node("Reshape", x, graph.wholes(-1, in));
        String gemm =
            graph.node(
                "Gemm",
                List.of(rows, weights(out, in), weights(out)),
                Attribute.of("transB", 1),
                Attribute.of("alpha", 1.0));
        yield graph.node("Reshape", gemm, concat(0, batch(x), graph.wholes(-1, out)));
      }
    };
  }

  private String matmul(String x, int in, int out) {
    return graph.node("MatMul", x, weights(in, out));
  }

  private String attention(String x) {
    int dim = vit.dim();
    Attribute heads = Attribute.of("num_heads", vit.heads());
    if (style.qkv() == Qkv.FUSED) {
      List<String> inputs = List.of(x, weights(dim, 3 * dim), weights(3 * dim));
      return linear(graph.node("com.microsoft.Attention", inputs, heads), dim, dim);
    }
    if (style.qkv() == Qkv.FUSED_HEADS) {
      List<String> inputs =
          List.of(matmul(x, dim, dim), matmul(x, dim, dim), matmul(x, dim, dim), weights(3 * dim));
      return linear(graph.node("com.microsoft.MultiHeadAttention", inputs, heads), dim, dim);
    }
    int features = vit.dim() / vit.heads();
    List<String> qkv = heads(x, features);
    String q = qkv.get(0);
    String k = qkv.get(1);
    double scale = 1 / Math.sqrt(features);
    String turned = transpose(k, 0, 1, 3, 2);
    if (style.scale() == Scale.BEFORE_MUL) {
      q = graph.node("Mul", q, graph.real(scale));
    }
    if (style.scale() == Scale.ROOT_ON_BOTH) {
      String root = graph.node("Sqrt", graph.real(scale));
      q = graph.node("Mul", q, root);
      turned = graph.node("Mul", turned, root);
    }
    String scores = graph.node("MatMul", q, turned);
    if (style.scale() == Scale.AFTER_DIV) {
      scores = graph.node("Div", scores, graph.real(Math.sqrt(features)));
    }
    String shares = graph.node("Softmax", List.of(scores), Attribute.of("axis", -1));
    String dropped = graph.nodes("Dropout", 1, List.of(shares)).getFirst();
    String mixed = transpose(graph.node("MatMul", dropped, qkv.get(2)), 0, 2, 1, 3);
    String merged = graph.node("Reshape", mixed, graph.wholes(0, 0, vit.dim()));
    return linear(merged, vit.dim(), vit.dim());
  }

  /// Queries, keys and values, each [batch, heads, tokens, features].
  private List<String> heads(String x, int features) {
    int dim = vit.dim();
    if (style.qkv() == Qkv.SEPARATE || style.qkv() == Qkv.SEPARATE_WITHOUT_KEY_BIAS) {
      List<String> three = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String layer =
            i == 1 && style.qkv() == Qkv.SEPARATE_WITHOUT_KEY_BIAS
                ? matmul(x, dim, dim)
                : linear(x, dim, dim);
        String split = graph.node("Reshape", layer, graph.wholes(0, -1, vit.heads(), features));
        three.add(transpose(split, 0, 2, 1, 3));
      }
      return three;
    }
    String all = linear(x, dim, 3 * dim);
    if (style.qkv() == Qkv.BY_HEAD) {
      String split = graph.node("Reshape", all, graph.wholes(0, 0, vit.heads(), 3L * features));
      return graph.nodes(
          "Split",
          3,
          List.of(transpose(split, 0, 2, 1, 3), graph.wholes(features, features, features)),
          Attribute.of("axis", -1));
    }
    String five = graph.node("Reshape", all, graph.wholes(0, tokens, 3, vit.heads(), features));
    String first = transpose(five, 2, 0, 3, 1, 4);
    if (style.qkv() == Qkv.GATHERED) {
      return List.of(gathered(first, 0), gathered(first, 1), gathered(first, 2));
    }
    List<String> parts =
        graph.nodes("Split", 3, List.of(first, graph.wholes(1, 1, 1)), Attribute.of("axis", 0));
    return parts.stream().map(p -> graph.node("Squeeze", p, graph.wholes(0))).toList();
  }

  private String gathered(String x, int index) {
    return graph.node("Gather", List.of(x, graph.whole(index)), Attribute.of("axis", 0));
  }

  private String mlp(String x) {
    return linear(gelu(linear(x, vit.dim(), vit.hidden())), vit.hidden(), vit.dim());
  }

  private String gelu(String x) {
    return switch (style.gelu()) {
      case OP -> graph.node("Gelu", x);
      case FUNCTION ->
          graph.node("local.activation", List.of(x), Attribute.of("approximate", "none"));
      case ERF -> {
        String erf = graph.node("Erf", graph.node("Div", x, graph.real(Math.sqrt(2))));
        String gate = graph.node("Add", erf, graph.real(1));
        yield graph.node("Mul", graph.node("Mul", x, gate), graph.real(0.5));
      }
      case HALF_FIRST -> {
        String erf = graph.node("Erf", graph.node("Mul", x, graph.real(Math.sqrt(0.5))));
        String gate = graph.node("Add", graph.real(1), erf);
        yield graph.node("Mul", gate, graph.node("Mul", graph.real(0.5), x));
      }
      case TANH -> {
        String cube = graph.node("Mul", graph.node("Pow", x, graph.real(3)), graph.real(0.044715));
        String inner = graph.node("Mul", graph.node("Add", x, cube), graph.real(0.7978845608));
        String gate = graph.node("Add", graph.node("Tanh", inner), graph.real(1));
        yield graph.node("Mul", graph.node("Mul", x, graph.real(0.5)), gate);
      }
    };
  }

  private String head(String x) {
    boolean late = style.select() == VitStyle.Select.BEFORE_NORM;
    String all = late ? x : norm(x, vit.dim());
    String first = select(all, 0);
    String logits = classes(late ? norm(first, vit.dim()) : first);
    if (style.tokens() != Tokens.DISTILLED) {
      return logits;
    }
    String other = classes(select(all, 1));
    return graph.node("Div", graph.node("Add", logits, other), graph.real(2));
  }

  private String select(String x, int index) {
    if (style.select() != VitStyle.Select.SLICE) {
      return graph.node("Gather", List.of(x, graph.whole(index)), Attribute.of("axis", 1));
    }
    String slice =
        graph.node("Slice", x, graph.wholes(index), graph.wholes(index + 1), graph.wholes(1));
    return graph.node("Squeeze", slice, graph.wholes(1));
  }

  private String classes(String token) {
    return graph.node(
        "Gemm",
        List.of(token, weights(vit.classes(), vit.dim()), weights(vit.classes())),
        Attribute.of("transB", 1));
  }

  private String concat(int axis, String... parts) {
    return graph.node("Concat", List.of(parts), Attribute.of("axis", axis));
  }

  private String transpose(String x, long... order) {
    return graph.node("Transpose", List.of(x), Attribute.of("perm", order));
  }

  private String weights(int... shape) {
    return weights(0, shape);
  }

  private String weights(double mean, int... shape) {
    int size = 1;
    long[] extents = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      size *= shape[i];
      extents[i] = shape[i];
    }
    float[] values = random(size);
    for (int i = 0; i < size; i++) {
      values[i] += (float) mean;
    }
    return graph.reals(values, extents);
  }

  private float[] random(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (0.15 * random.nextGaussian());
    }
    return values;
  }
}
