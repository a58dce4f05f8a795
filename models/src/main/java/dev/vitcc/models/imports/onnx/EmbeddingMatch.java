package dev.vitcc.models.imports.onnx;

import dev.vitcc.models.imports.onnx.Layout.Axis;
import dev.vitcc.models.imports.onnx.Layout.Step;
import dev.vitcc.models.imports.onnx.Term.Image;
import dev.vitcc.models.imports.onnx.Term.Joined;
import dev.vitcc.models.imports.onnx.Term.Patches;
import dev.vitcc.models.imports.onnx.Term.Sum;
import java.util.ArrayList;
import java.util.List;

/// Recognises what the first block takes: patches, tokens before them, and positions.
final class EmbeddingMatch {
  /// @param before rows of trained tokens, one after the other
  /// @param positions [tokens, features]
  /// @param imageScale that the graph multiplies the image with
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Embedding(
      Patches patches, Rows rows, List<float[]> before, float[] positions, double imageScale) {
    int tokens() {
      return before.size() + patches.shape().get(2) * patches.shape().get(3);
    }
  }

  private final List<float[]> before = new ArrayList<>();
  private float[] positions = {};

  private EmbeddingMatch() {}

  /// @throws Unmappable if it is none
  static Embedding match(View stream) {
    return new EmbeddingMatch().read(stream);
  }

  private Embedding read(View stream) {
    View tokens = withoutPositions(stream, 0);
    View found = tokens;
    while (found.base() instanceof Joined joined && found.isWhole()) {
      if (joined.axis() != joined.shape().size() - 2) {
        throw new Unmappable("it joins something else than tokens");
      }
      for (View part : joined.parts().subList(0, joined.parts().size() - 1)) {
        before(part);
      }
      found = withoutPositions(joined.parts().getLast(), before.size());
    }
    return embedding(found);
  }

  /// A trained token, or several.
  private void before(View part) {
    if (!part.isConstant()) {
      throw new Unmappable(
          "%s comes before the patches, expected trained tokens".formatted(part.base().title()));
    }
    double[] values = Constants.values(part);
    int features = part.shape().getLast();
    for (int row = 0; row < values.length / features; row++) {
      float[] token = new float[features];
      for (int i = 0; i < features; i++) {
        token[i] = (float) values[row * features + i];
      }
      before.add(token);
    }
  }

  /// Adds up what is added to tokens from the `first` one on.
  private View withoutPositions(View view, int first) {
    if (!(view.base() instanceof Sum sum) || !sum.right().isConstant() || !view.isWhole()) {
      return view;
    }
    double[] added = Constants.values(sum.right());
    int start = first * view.shape().getLast();
    float[] all = new float[Math.max(positions.length, start + added.length)];
    System.arraycopy(positions, 0, all, 0, positions.length);
    for (int i = 0; i < added.length; i++) {
      all[start + i] += (float) added[i];
    }
    positions = all;
    return withoutPositions(sum.left(), first);
  }

  private Embedding embedding(View view) {
    if (!(view.base() instanceof Patches patches)) {
      throw new Unmappable(
          "the blocks begin with %s, expected patches of the image behind trained tokens"
              .formatted(view.base().title()));
    }
    int features = patches.shape().get(1);
    int count = patches.shape().get(2) * patches.shape().get(3);
    boolean rowByRow =
        view.layout().rank() >= 2
            && view.layout().offset() == 0
            && view.layout().axis(-2).equals(new Axis(List.of(new Step(count, 1))))
            && view.layout().axis(-1).equals(new Axis(List.of(new Step(features, count))));
    if (!rowByRow) {
      throw new Unmappable("patches are not taken row by row, each with its features");
    }
    if (before.isEmpty()) {
      throw new Unmappable("there is no class token before the patches");
    }
    if (before.size() > 2) {
      throw new Unmappable(
          "%d trained tokens come before the patches (registers?), expected a class token and"
                  .formatted(before.size())
              + " perhaps a distillation token");
    }
    int size = (before.size() + count) * features;
    float[] all = new float[size];
    System.arraycopy(positions, 0, all, 0, Math.min(size, positions.length));
    return new Embedding(
        patches, Rows.all(patches, view.factor()), before, all, imageScale(patches));
  }

  private static double imageScale(Patches patches) {
    View image = patches.image();
    List<Integer> shape = image.shape();
    Layout byPixel =
        Layout.of(List.of(shape.get(0), shape.get(2), shape.get(3), shape.get(1)))
            .transpose(List.of(0, 3, 1, 2));
    if (!(image.base() instanceof Image)
        || !(image.isInOrder() || image.layout().equals(byPixel))) {
      throw new Unmappable(
          "the patches are of %s, expected the image itself: normalisation belongs into the .vit"
                  .formatted(image.base().title())
              + " file, not into the graph");
    }
    int patch = patches.weight().shape().get(2);
    if (patch != patches.weight().shape().get(3)) {
      throw new Unmappable("patches are not square");
    }
    if (shape.get(2) % patch != 0 || shape.get(3) % patch != 0) {
      throw new Unmappable(
          "the image, %s, does not divide into patches of %d".formatted(shape, patch));
    }
    return image.factor();
  }
}
