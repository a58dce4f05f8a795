package dev.vitcc.cli.explore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitcc.cli.jobs.Measurement;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.solve.AccuracyDrop;

/// How often the right class is first, on images with labels.
///
/// @param real per cent, of the trained network
/// @param integer per cent, of the design
/// @param images that were looked at
public record TopOne(
    @JsonProperty("float_percent") double real,
    @JsonProperty("integer_percent") double integer,
    int images) {
  static TopOne of(AccuracyDrop drop) {
    return new TopOne(drop.realPercent(), drop.integerPercent(), drop.images());
  }

  /// @param real of the trained network
  /// @param design of a design, on the same images
  static TopOne of(Measurement real, Measurement design) {
    Accuracy trained = real.real().orElseThrow();
    Accuracy integer = design.integer().orElseThrow();
    return new TopOne(trained.top1Percent(), integer.top1Percent(), integer.images());
  }
}
