package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Optional;

/// Images to measure accuracy on, with their labels; both relative to the model file.
///
/// @param count how many of them at most; absent: all
public record EvaluateClause(
    String images, String labels, Optional<Integer> count, SourceLocation location) {
  /// The first of the images.
  public EvaluateClause first(int images) {
    return new EvaluateClause(this.images, labels, Optional.of(images), location);
  }
}
