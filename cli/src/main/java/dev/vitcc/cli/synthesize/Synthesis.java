package dev.vitcc.cli.synthesize;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.cost.resources.Resources;
import dev.vitcc.cost.resources.Unit;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What synthesis found.
///
/// @param tool which version of which tool
/// @param units what each unit takes
/// @param depths the longest path in each unit that has one
public record Synthesis(String tool, Map<Unit, Resources> units, Map<Unit, LogicDepth> depths) {
  static Synthesis of(String tool, Netlist netlist, Map<String, LogicDepth> depths) {
    Map<Unit, Resources> units = new EnumMap<>(Unit.class);
    netlist.byUnit(RtlBackend.TOP).forEach((unit, cells) -> units.put(unit, cells.resources()));
    Map<Unit, LogicDepth> longest = new EnumMap<>(Unit.class);
    netlist
        .units(RtlBackend.TOP)
        .forEach(
            (module, unit) -> {
              LogicDepth depth = depths.get(module);
              if (depth != null) {
                longest.merge(unit, depth, LogicDepth::longer);
              }
            });
    return new Synthesis(tool, units, longest);
  }

  /// All units together.
  public Resources total() {
    return units.values().stream().reduce(Resources.NONE, Resources::plus);
  }

  /// As an object of `report.json`.
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("tool", tool);
    put(node, total());
    ObjectNode byUnit = node.putObject("units");
    units.forEach(
        (unit, resources) -> {
          ObjectNode entry = put(byUnit.putObject(unit.label()), resources);
          LogicDepth depth = depths.get(unit);
          if (depth != null) {
            entry
                .putObject("logic_depth")
                .put("cells", depth.cells())
                .put("ps", depth.picoseconds());
          }
        });
    return node;
  }

  private static ObjectNode put(ObjectNode node, Resources resources) {
    node.put("lut", resources.lut()).put("ff", resources.ff()).put("dsp", resources.dsp());
    return node.put("bram36", resources.bram36()).put("uram", resources.uram());
  }
}
