package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Term.LayerNorm;
import dev.vitcc.models.imports.onnx.Term.Linear;
import dev.vitcc.models.imports.onnx.Term.Patches;
import dev.vitcc.models.imports.onnx.Term.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Layers with weights, and products of matrices.
final class MatrixOps {
  private final Session session;
  private final Algebra algebra;

  MatrixOps(Session session, Algebra algebra) {
    this.session = session;
    this.algebra = algebra;
  }

  View multiply(Origin at, View left, View right) {
    if (left.layout().rank() == 0 || right.layout().rank() < 2) {
      throw new Unmappable(
          "it multiplies %s and %s, expected matrices".formatted(left.shape(), right.shape()));
    }
    int inner = right.shape().get(right.layout().rank() - 2);
    if (left.shape().getLast() != inner) {
      throw new Unmappable(
          "inner extents of %s and %s differ".formatted(left.shape(), right.shape()));
    }
    if (!right.isConstant()) {
      return product(at, left, right);
    }
    if (left.isConstant()) {
      throw new Unmappable("it multiplies constants, which the exporter should have done");
    }
    View matrix = LayoutOps.to(right, List.of(inner, right.shape().getLast()));
    View weight = matrix.at(matrix.layout().transpose(List.of(1, 0)));
    View input = session.codes(left);
    return View.of(
            new Linear(at, input.unscaled(), weight.unscaled(), Optional.empty(), Optional.empty()))
        .times(input.factor() * weight.factor());
  }

  private View product(Origin at, View left, View right) {
    if (left.isConstant() || left.layout().rank() < 2) {
      throw new Unmappable("the left matrix is a constant or no matrix");
    }
    int rank = left.layout().rank();
    List<Integer> batch =
        Shapes.broadcast(
                left.shape().subList(0, rank - 2),
                right.shape().subList(0, right.layout().rank() - 2))
            .orElseThrow(() -> new Unmappable("its batches do not fit"));
    List<Integer> shape = new ArrayList<>(batch);
    shape.add(left.shape().get(rank - 2));
    shape.add(right.shape().getLast());
    View a = session.codes(left);
    View b = session.codes(right);
    return View.of(new Product(at, a.unscaled(), b.unscaled(), shape))
        .times(a.factor() * b.factor());
  }

  View gemm(Call call) {
    View left = call.in(0);
    View right = call.in(1);
    View a = call.node().number("transA", 0) != 0 ? turned(left) : left;
    View b = call.node().number("transB", 0) != 0 ? turned(right) : right;
    View product = multiply(call.origin(), a, b).times(call.node().real("alpha", 1));
    Optional<View> c = call.optional(2).map(v -> v.times(call.node().real("beta", 1)));
    return c.isEmpty() ? product : algebra.add(session.again(call.origin()), product, c.get());
  }

  static View turned(View view) {
    int rank = view.layout().rank();
    if (rank < 2) {
      throw new Unmappable("%s is no matrix".formatted(view.shape()));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rank - 2; i++) {
      order.add(i);
    }
    order.addAll(List.of(rank - 1, rank - 2));
    return view.at(view.layout().transpose(order));
  }

  View conv(Call call) {
    View image = call.in(0);
    View weight = call.constant(1, "the kernel");
    if (image.layout().rank() != 4 || weight.layout().rank() != 4) {
      throw new Unmappable("it is no convolution of an image");
    }
    List<Long> kernel = List.of((long) weight.shape().get(2), (long) weight.shape().get(3));
    List<Long> strides = call.node().numbers("strides").orElse(List.of(1L, 1L));
    boolean padded =
        call.node().numbers("pads").orElse(List.of()).stream().anyMatch(p -> p != 0)
            || call.node().text("auto_pad", "NOTSET").startsWith("SAME");
    boolean dilated =
        call.node().numbers("dilations").orElse(List.of()).stream().anyMatch(d -> d != 1);
    if (!strides.equals(kernel) || padded || dilated || call.node().number("group", 1) != 1) {
      throw new Unmappable(
          "kernel %s, strides %s%s%s: expected kernels side by side, as a patch embedding has"
              .formatted(kernel, strides, padded ? ", padding" : "", dilated ? ", dilation" : ""));
    }
    int height = image.shape().get(2) / weight.shape().get(2);
    int width = image.shape().get(3) / weight.shape().get(3);
    Optional<View> bias = call.optionalConstant(2, "the bias");
    return View.of(
        new Patches(
            call.origin(),
            session.codes(image),
            weight,
            bias,
            List.of(1, weight.shape().getFirst(), height, width)));
  }

  View layerNorm(Call call) {
    View input = session.exact(call.in(0));
    int rank = input.layout().rank();
    if (Call.axis(call.node().number("axis", -1), rank) != rank - 1) {
      throw new Unmappable("it goes along several axes, expected the last one");
    }
    return layerNorm(call, input, 1, call.node().real("epsilon", 1e-5));
  }

  /// @param scale the input that holds it; the shift is the next one, if it is there
  View layerNorm(Call call, View input, int scale, double epsilon) {
    int features = input.shape().getLast();
    return View.of(
        new LayerNorm(
            session.again(call.origin()),
            session.exact(input),
            shortest(epsilon),
            Optional.of(vector(call.constant(scale, "the scale"), features)),
            call.optionalConstant(scale + 1, "the shift").map(v -> vector(v, features))));
  }

  private static View vector(View view, int features) {
    return Constants.vector(view, features)
        .orElseThrow(
            () ->
                new Unmappable("%s is no vector of %d features".formatted(view.shape(), features)));
  }

  /// The decimal number that single precision was made of: `1e-6`, and not 9.99999997e-7.
  static double shortest(double single) {
    return Double.parseDouble(Float.toString((float) single));
  }
}
