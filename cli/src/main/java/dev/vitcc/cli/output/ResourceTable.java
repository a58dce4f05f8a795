package dev.vitcc.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The resources of `report.json` as text: one line of estimates, and after synthesis a table that
/// holds them against what was found, in all and unit by unit.
final class ResourceTable {
  private static final List<String> KINDS = List.of("lut", "ff", "dsp", "bram36", "uram");

  private ResourceTable() {}

  static List<String> of(JsonNode resources) {
    List<String> lines = new ArrayList<>();
    boolean estimated = resources.has("estimated");
    if (resources.has("synthesised")) {
      totals(resources, lines);
      units(resources, lines);
    } else if (estimated) {
      Summary.add(lines, "estimate", shares(resources));
    }
    return lines;
  }

  /// `LUT 135,373 (49.4 %) FF …`: of what the board has.
  private static String shares(JsonNode resources) {
    JsonNode estimated = resources.path("estimated");
    JsonNode available = resources.path("available");
    return String.join(
        "   ",
        kinds(available)
            .map(
                kind ->
                    kind.toUpperCase(Locale.ROOT)
                        + " "
                        + Summary.number(estimated.path(kind).asDouble())
                        + share(estimated, available, kind))
            .toList());
  }

  private static Stream<String> kinds(JsonNode available) {
    return KINDS.stream().filter(kind -> available.path(kind).asDouble() > 0);
  }

  private static String share(JsonNode used, JsonNode available, String kind) {
    double percent = 100 * used.path(kind).asDouble() / available.path(kind).asDouble();
    return Summary.text(" (%.1f %%)", percent);
  }

  private static void totals(JsonNode resources, List<String> lines) {
    JsonNode estimated = resources.path("estimated");
    JsonNode synthesised = resources.path("synthesised");
    JsonNode available = resources.path("available");
    Summary.add(
        lines, "resources", Summary.text("%11s %12s %10s", "estimated", "synthesised", "of"));
    kinds(available)
        .forEach(
            kind ->
                Summary.add(
                    lines,
                    "  " + kind.toUpperCase(Locale.ROOT),
                    Summary.text(
                        "%11s %12s %10s%s",
                        cell(estimated, kind),
                        cell(synthesised, kind),
                        cell(available, kind),
                        share(synthesised, available, kind))));
  }

  /// Synthesised, and behind it what was estimated where that may differ. Depth is the longest path
  /// inside a module, in cells and their delays without wires: to compare, and no clock rate.
  private static void units(JsonNode resources, List<String> lines) {
    JsonNode estimated = resources.at("/estimated/units");
    JsonNode synthesised = resources.at("/synthesised/units");
    Summary.add(
        lines,
        "unit",
        Summary.text(
            "%9s %9s %9s %9s %6s %7s   %s", "LUT", "est.", "FF", "est.", "DSP", "BRAM36", "depth"));
    synthesised.properties().stream()
        .filter(entry -> isThere(entry.getValue()))
        .forEach(
            entry -> {
              JsonNode unit = entry.getValue();
              JsonNode expected = estimated.path(entry.getKey());
              Summary.add(
                  lines,
                  "  " + entry.getKey(),
                  Summary.text(
                          "%9s %9s %9s %9s %6s %7s   %s",
                          cell(unit, "lut"),
                          cell(expected, "lut"),
                          cell(unit, "ff"),
                          cell(expected, "ff"),
                          cell(unit, "dsp"),
                          cell(unit, "bram36"),
                          depth(unit.path("logic_depth")))
                      .stripTrailing());
            });
  }

  private static boolean isThere(JsonNode unit) {
    return KINDS.stream().anyMatch(kind -> unit.path(kind).asDouble() > 0);
  }

  private static String depth(JsonNode depth) {
    return depth.isMissingNode()
        ? ""
        : Summary.text("%d cells, %d ps", depth.path("cells").asInt(), depth.path("ps").asInt());
  }

  private static String cell(JsonNode node, String kind) {
    return node.has(kind) ? Summary.number(node.path(kind).asDouble()) : "-";
  }
}
