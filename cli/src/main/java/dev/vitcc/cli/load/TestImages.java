package dev.vitcc.cli.load;

import dev.vitcc.ir.request.EvaluateClause;
import dev.vitcc.ir.request.InputFormat;
import dev.vitcc.models.images.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The images that a build is simulated with.
///
/// @param images bytes, height × width × channels each; at least one
/// @param labels of the images, where the model names any
public record TestImages(List<byte[]> images, Optional<List<Integer>> labels) {
  public TestImages {
    images = List.copyOf(images);
    labels = labels.map(List::copyOf);
  }

  /// The first of the images that the model is evaluated with, or seeded ones if it names none.
  ///
  /// @param count how many at most; absent: all of them, or one that is seeded
  public static TestImages of(LoadedModel loaded, OptionalInt count) {
    Optional<EvaluateClause> clause = loaded.request().evaluate();
    LoadImages images = loaded.images();
    if (clause.isEmpty()) {
      return new TestImages(images.random(count.orElse(1)), Optional.empty());
    }
    ImageSet.Raw set = images.evaluation(clause.get());
    int taken = Math.min(count.orElse(set.count()), set.count());
    List<Integer> labels = Arrays.stream(images.labels(clause.get())).limit(taken).boxed().toList();
    return new TestImages(LoadImages.take(set, taken), Optional.of(labels));
  }

  /// The accuracy of logits of these images; absent without labels.
  public Optional<Accuracy> accuracy(List<float[]> logits) {
    return labels.map(
        right -> Accuracy.of(logits, right.stream().mapToInt(Integer::intValue).toArray()));
  }

  /// The same images as a set.
  public ImageSet.Raw set(InputFormat input) {
    return new ImageSet.Raw(
        images.size(), input.height(), input.width(), input.channels(), images::get);
  }
}
