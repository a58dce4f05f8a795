package dev.vitcc.cli.output;

import dev.vitcc.cli.compile.SettleFormats.Width;
import dev.vitcc.cost.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `precision` of `report.json`: the widths of activations that were tried, the greatest first.
///
/// Of a width that reaches the frame rate the cheapest engine counts, of another the fastest; what
/// follows the chosen one shows what a step down would save.
final class PrecisionReport {
  private PrecisionReport() {}

  static ArrayNode of(List<Width> widths) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    boolean chosen = false;
    for (Width width : widths) {
      Resources taken = width.choice().resources();
      ObjectNode node = array.addObject();
      node.put("activation_bits", width.bits());
      node.put("estimated_fps", width.fps());
      node.put("reaches_target", width.isFastEnough());
      node.put("chosen", width.isFastEnough() && !chosen);
      node.put("lut", Math.rint(taken.lut())).put("dsp", taken.dsp()).put("bram36", taken.bram36());
      chosen |= width.isFastEnough();
    }
    return array;
  }

  /// A line for each width.
  static List<String> lines(JsonNode precision) {
    List<String> lines = new ArrayList<>();
    for (JsonNode width : precision) {
      String cost =
          width.path("reaches_target").asBoolean()
              ? Summary.text(
                  ", LUT %,.0f, DSP %,.0f",
                  width.path("lut").asDouble(), width.path("dsp").asDouble())
              : " at most";
      lines.add(
          Summary.text(
              "%d bits %s %s frames/s%s",
              width.path("activation_bits").asInt(),
              width.path("chosen").asBoolean() ? "*" : " ",
              Summary.number(width.path("estimated_fps").asDouble()),
              cost));
    }
    return lines;
  }
}
