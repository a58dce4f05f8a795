package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Optional;

/// How the ranges of activations are found.
///
/// @param images relative to the model file; absent means seeded random images
/// @param count how many images are looked at, at most
public record CalibrateClause(
    Optional<String> images, int count, Method method, SourceLocation location) {

  /// From the values seen to a range.
  public sealed interface Method {}

  /// The greatest magnitude for 8-bit codes, the least mean squared error for fewer bits.
  public record Automatic() implements Method {}

  /// The greatest magnitude.
  public record Max() implements Method {}

  /// The magnitude that this share of the values stays within, above 0 and at most 100.
  public record Percentile(double percent) implements Method {}

  /// The range with the least mean squared error.
  public record MeanSquaredError() implements Method {}
}
