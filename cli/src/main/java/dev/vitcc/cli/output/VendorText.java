package dev.vitcc.cli.output;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Clocks, and what Vitis HLS expects, of `report.json` as text.
final class VendorText {
  private VendorText() {}

  static List<String> of(JsonNode report) {
    List<String> lines = new ArrayList<>();
    timing(report.at("/timing/vivado_synthesised"), "synthesised, not placed", lines);
    timing(report.at("/timing/implemented"), "implemented", lines);
    hls(report.at("/hls/synthesised"), lines);
    return lines;
  }

  private static void timing(JsonNode timing, String stage, List<String> lines) {
    if (timing.isMissingNode()) {
      return;
    }
    double slack = timing.path("slack_ns").asDouble();
    Summary.add(
        lines,
        "timing",
        Summary.text(
            "%s at %s MHz, slack %.3f ns, so %s MHz   (%s, %s)",
            slack < 0 ? "missed" : "met",
            Summary.number(timing.path("clock_mhz").asDouble()),
            slack,
            Summary.number(timing.path("reached_mhz").asDouble()),
            timing.path("tool").asString(),
            stage));
  }

  private static void hls(JsonNode hls, List<String> lines) {
    if (hls.isMissingNode()) {
      return;
    }
    JsonNode resources = hls.path("resources");
    Summary.add(
        lines,
        "HLS",
        Summary.text(
            "LUT %s   FF %s   DSP %s   BRAM18 %s   URAM %s   (%s, estimated)",
            number(resources, "lut"),
            number(resources, "ff"),
            number(resources, "dsp"),
            number(resources, "bram18"),
            number(resources, "uram"),
            hls.path("tool").asString()));
    Summary.add(
        lines,
        "",
        Summary.text(
            "%.2f ns of %.2f ns   %s",
            hls.path("estimated_ns").asDouble(),
            hls.path("target_ns").asDouble(),
            hls.has("most_cycles")
                ? number(hls, "least_cycles") + " to " + number(hls, "most_cycles") + " cycles"
                : "cycles not known: they depend on the program"));
  }

  private static String number(JsonNode node, String name) {
    return Summary.number(node.path(name).asDouble());
  }
}
