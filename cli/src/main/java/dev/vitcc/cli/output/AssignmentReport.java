package dev.vitcc.cli.output;

import dev.vitcc.passes.assign.AssignGroups.Assigned;
import dev.vitcc.passes.assign.AssignGroups.Layer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `assignment` of `report.json`: which groups of rows are narrow, what that loses and saves.
final class AssignmentReport {
  private AssignmentReport() {}

  static ObjectNode of(Assigned assigned) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("spare_cycles", assigned.spare());
    ArrayNode layers = root.putArray("layers");
    for (Layer layer : assigned.layers()) {
      ObjectNode node = layers.addObject();
      node.put("layer", layer.name());
      node.put("narrow_groups", layer.narrowGroups());
      node.put("most_narrow_groups", layer.most());
      node.put("squared_error_if_all_narrow", layer.loss());
      node.put("cycles_for_wide_rows", layer.cycles());
    }
    return root;
  }

  /// One line; none where nothing was to be chosen.
  static List<String> lines(JsonNode assignment) {
    int layers = 0;
    int kept = 0;
    long cycles = 0;
    for (JsonNode layer : assignment.path("layers")) {
      layers++;
      int narrow = layer.path("narrow_groups").asInt();
      kept += narrow < layer.path("most_narrow_groups").asInt() ? 1 : 0;
      cycles += layer.path("cycles_for_wide_rows").asLong();
    }
    return layers == 0
        ? List.of()
        : List.of(
            Summary.text(
                "%d of %d layers keep more rows wide, for %,d of %,d spare cycles",
                kept, layers, cycles, assignment.path("spare_cycles").asLong()));
  }
}
