package dev.vitcc.cli.output;

import dev.vitcc.cli.solve.AccuracyDrop;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `accuracy_drop` of `report.json`: what the design loses of the trained network's accuracy.
final class DropReport {
  private DropReport() {}

  /// @param allowed points of top-1
  static ObjectNode of(AccuracyDrop drop, double allowed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("allowed_points", allowed).put("points", drop.points());
    node.put("standard_error", drop.standardError());
    node.put("float_top1_percent", drop.realPercent());
    node.put("integer_top1_percent", drop.integerPercent());
    node.put("images", drop.images()).put("lost", drop.lost());
    return node.put("won", drop.won());
  }

  /// One line; none where nothing was measured.
  static List<String> lines(JsonNode drop) {
    if (drop.isMissingNode()) {
      return List.of();
    }
    return List.of(
        Summary.text(
            "%.2f points of top-1 lost, %s allowed: %.2f %% become %.2f %% of %,d images (± %.2f)",
            drop.path("points").asDouble(),
            Summary.number(drop.path("allowed_points").asDouble()),
            drop.path("float_top1_percent").asDouble(),
            drop.path("integer_top1_percent").asDouble(),
            drop.path("images").asInt(),
            drop.path("standard_error").asDouble()));
  }
}
