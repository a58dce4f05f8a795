package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Block.Attention;
import dev.vitcc.models.imports.onnx.Block.Mlp;
import dev.vitcc.models.imports.onnx.Block.Projection;
import dev.vitcc.models.imports.onnx.Layout.Axis;
import dev.vitcc.models.imports.onnx.Layout.Step;
import dev.vitcc.models.imports.onnx.Term.Apply;
import dev.vitcc.models.imports.onnx.Term.Function;
import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Product;
import java.util.List;
import java.util.Optional;

/// Recognises what a block adds to the stream: attention, or an MLP.
///
/// Heads are told by where queries, keys and values lie in what the projections give, whichever
/// reshapes and transposes led there.
final class BlockMatch {
  private final Problems problems;
  private final boolean exactGelu;

  BlockMatch(Problems problems, boolean exactGelu) {
    this.problems = problems;
    this.exactGelu = exactGelu;
  }

  /// Whether a layer ends an MLP rather than attention.
  static boolean endsMlp(Linear linear) {
    return !(linear.input().base() instanceof Product);
  }

  /// @throws Unmappable if it is none
  Mlp mlp(Linear fc2, double factor, View stream) {
    View hidden = fc2.input();
    if (!(hidden.base() instanceof Apply(Origin origin, Function function, View in))
        || !hidden.isInOrder()) {
      throw new Unmappable(
          "it takes %s, expected a GELU or what attention gives".formatted(hidden.base().title()));
    }
    boolean gelu = function == Function.GELU;
    if (function == Function.TANH_GELU) {
      gelu = exactGelu;
      if (exactGelu) {
        problems.warn(
            origin.title() + ": the exact GELU is taken for the one by tanh, as you asked");
      } else {
        problems.add(
            hidden.base(),
            "a GELU by tanh, expected the exact one by erf; --exact-gelu takes that instead, which"
                + " changes the logits slightly");
        gelu = true;
      }
    }
    if (!gelu || !(in.base() instanceof Linear fc1) || !in.isInOrder()) {
      throw new Unmappable(
          "it takes %s of %s, expected a GELU of a linear layer"
              .formatted(hidden.base().title(), in.base().title()));
    }
    LayerNorm norm = norm(fc1, stream);
    return new Mlp(
        norm,
        Rows.all(fc1, in.factor()),
        fc1.input().rounding(),
        Rows.all(fc2, factor),
        hidden.rounding());
  }

  /// The norm of the stream that a layer takes.
  private static LayerNorm norm(Linear linear, View stream) {
    View input = linear.input();
    if (!(input.base() instanceof LayerNorm norm) || !input.isInOrder()) {
      throw new Unmappable(
          "%s takes %s, expected a layer norm"
              .formatted(linear.origin().title(), input.base().title()));
    }
    if (!norm.input().isSameAs(stream)) {
      throw new Unmappable(
          "%s takes something else than what its result is added to"
              .formatted(norm.origin().title()));
    }
    return norm;
  }

  /// @throws Unmappable if it is none
  Attention attention(Linear proj, double factor, View stream) {
    View merged = proj.input();
    Product mix = (Product) merged.base();
    int tokens = mix.shape().get(mix.shape().size() - 2);
    int features = mix.shape().getLast();
    int heads = (int) (Shapes.size(mix.shape()) / ((long) tokens * features));
    Axis beside =
        new Axis(List.of(new Step(heads, (long) tokens * features), new Step(features, 1)));
    if (merged.layout().rank() < 2
        || !merged.layout().axis(-1).equals(beside)
        || !merged.layout().axis(-2).equals(new Axis(List.of(new Step(tokens, features))))) {
      throw new Unmappable("the heads that it takes don't lie side by side");
    }
    if (!(mix.left().base() instanceof Apply(_, Function function, View scores))
        || function != Function.SOFTMAX
        || !mix.left().isWhole()
        || !(scores.base() instanceof Product product)
        || !scores.isInOrder()) {
      throw new Unmappable(
          "%s takes %s, expected the softmax of products of queries and keys"
              .formatted(mix.origin().title(), mix.left().base().title()));
    }
    double scale = scores.factor() * Math.sqrt(features);
    double folded = View.isNear(scale, 1) ? 1 : scale;
    View keys = MatrixOps.turned(product.right());
    Projection q = projection(product.left(), folded, heads);
    Projection k = projection(keys, 1, heads);
    Projection v = projection(mix.right(), 1, heads);
    return new Attention(
        sharedNorm(List.of(product.left(), keys, mix.right()), stream),
        heads,
        q,
        k,
        v,
        sharedRounding(List.of(product.left(), keys, mix.right())),
        mix.left().rounding(),
        Rows.all(proj, factor),
        merged.rounding());
  }

  /// The rows of a layer that give queries, keys or values, head by head.
  private static Projection projection(View view, double factor, int heads) {
    if (!(view.base() instanceof Linear linear)) {
      throw new Unmappable(
          "queries, keys or values are %s, expected what a linear layer gives"
              .formatted(view.base().title()));
    }
    int width = linear.weight().shape().getFirst();
    int rank = view.layout().rank();
    int tokens = view.shape().get(rank - 2);
    Layout byHead = new Layout(List.of(view.layout().merged(0, rank - 2)), 0);
    if (byHead.axis(0).extent() != heads
        || !view.layout().axis(-2).equals(new Axis(List.of(new Step(tokens, width))))) {
      throw new Unmappable(
          "queries, keys or values of %s are not columns of a token each"
              .formatted(linear.origin().title()));
    }
    long[] starts = byHead.places(0);
    long[] columns = view.layout().places(rank - 1);
    int[] rows = new int[starts.length * columns.length];
    for (int i = 0; i < rows.length; i++) {
      long row = view.layout().offset() + starts[i / columns.length] + columns[i % columns.length];
      if (row < 0 || row >= width) {
        throw new Unmappable("a head reaches across tokens");
      }
      rows[i] = (int) row;
    }
    Optional<Rounding> rounding = view.rounding();
    return new Projection(Rows.of(linear, rows, factor), rounding);
  }

  private static LayerNorm sharedNorm(List<View> views, View stream) {
    List<Linear> layers = views.stream().map(view -> (Linear) view.base()).toList();
    List<LayerNorm> norms = layers.stream().map(layer -> norm(layer, stream)).toList();
    if (norms.stream().map(LayerNorm::origin).distinct().count() > 1) {
      throw new Unmappable("queries, keys and values come from different layer norms");
    }
    return norms.getFirst();
  }

  private static Optional<Rounding> sharedRounding(List<View> views) {
    List<Optional<Rounding>> all =
        views.stream().map(view -> ((Linear) view.base()).input().rounding()).toList();
    Optional<Rounding> first = all.getFirst();
    for (Optional<Rounding> other : all) {
      if (other.isPresent() != first.isPresent()
          || (other.isPresent() && !other.get().sameCodesAs(first.get()))) {
        throw new Unmappable(
            "what enters queries, keys and values is rounded to different codes, expected one step");
      }
    }
    return first;
  }
}
