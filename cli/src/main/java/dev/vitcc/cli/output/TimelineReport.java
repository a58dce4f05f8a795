package dev.vitcc.cli.output;

import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.Stretch;
import dev.vitcc.cost.cycles.WorkUnit;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `timeline` of `report.json`: when each unit is expected to be at which layer.
final class TimelineReport {
  private TimelineReport() {}

  /// The layers as the program names them; and for each unit, in the order of time, triples of
  /// layer, first and last cycle.
  static ObjectNode of(CycleEstimate estimate) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode layers = root.putArray("layers");
    estimate.layers().forEach(layer -> layers.add(layer.name()));
    ObjectNode units = root.putObject("units");
    for (Stretch stretch : estimate.stretches()) {
      units
          .withArray(name(stretch.unit()))
          .addArray()
          .add(stretch.layer())
          .add(stretch.first())
          .add(stretch.last());
    }
    return root;
  }

  private static String name(WorkUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
