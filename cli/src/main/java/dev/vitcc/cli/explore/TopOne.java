package dev.vitcc.cli.explore;

import com.fasterxml.jackson.annotation.JsonProperty;
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
}
