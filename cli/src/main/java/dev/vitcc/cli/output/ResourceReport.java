package dev.vitcc.cli.output;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cost.resources.ResourceEstimate;
import dev.vitcc.cost.resources.ResourceModel;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.targets.Family;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `resources` of `report.json`, as far as they are known before synthesis.
final class ResourceReport {
  private ResourceReport() {}

  /// What the engine is expected to take, in all and unit by unit, where the model knows the
  /// family.
  static ObjectNode of(Design design) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (design.board().family() == Family.XCUP) {
      ResourceEstimate estimate = ResourceModel.of(design.program().engine());
      ObjectNode estimated = put(node.putObject("estimated"), estimate.total());
      ObjectNode units = estimated.putObject("units");
      estimate.units().forEach((unit, part) -> put(units.putObject(unit.label()), part));
    }
    return node;
  }

  /// Lookup tables and flip-flops are estimates, and so without fractions.
  private static ObjectNode put(ObjectNode node, Resources part) {
    node.put("lut", Math.rint(part.lut())).put("ff", Math.rint(part.ff())).put("dsp", part.dsp());
    return node.put("bram36", part.bram36()).put("uram", part.uram());
  }
}
