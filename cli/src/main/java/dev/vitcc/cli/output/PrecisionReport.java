package dev.vitcc.cli.output;

import dev.vitcc.cli.solve.TriedWidth;
import dev.vitcc.cost.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `precision` of `report.json`: the widths of activations that were tried, the greatest first.
///
/// Of a width that is fast enough what the target prefers counts, the cheapest engine mostly, of
/// another the fastest; the last may be there to show what a step down would save.
final class PrecisionReport {
  private PrecisionReport() {}

  static ArrayNode of(List<TriedWidth> widths) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (TriedWidth width : widths) {
      Resources taken = width.resources();
      ObjectNode node = array.addObject();
      node.put("activation_bits", width.bits());
      node.put("estimated_fps", width.fps());
      node.put("reaches_target", width.isFastEnough());
      node.put("chosen", width.isChosen());
      node.put("lut", Math.rint(taken.lut())).put("dsp", taken.dsp()).put("bram36", taken.bram36());
      width.tokens().ifPresent(tokens -> node.put("tokens", tokens));
      width.loss().ifPresent(loss -> node.put("divergence", loss.divergence()));
      width.drop().ifPresent(drop -> node.put("points_lost", drop.points()));
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
              "%d bits %s %s frames/s%s%s",
              width.path("activation_bits").asInt(),
              width.path("chosen").asBoolean() ? "*" : " ",
              Summary.number(width.path("estimated_fps").asDouble()),
              cost,
              losses(width)));
    }
    return lines;
  }

  private static String losses(JsonNode width) {
    String text = width.has("tokens") ? ", " + width.path("tokens").asString() : "";
    if (width.has("divergence")) {
      text += Summary.text(", divergence %.2g", width.path("divergence").asDouble());
    }
    if (width.has("points_lost")) {
      text += Summary.text(", %.2f points lost", width.path("points_lost").asDouble());
    }
    return text;
  }
}
