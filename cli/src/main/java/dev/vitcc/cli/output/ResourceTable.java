package dev.vitcc.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The resources of `report.json` as text: one line of estimates, and after synthesis a table that
/// holds them against what was found, in all and unit by unit.
public final class ResourceTable {
  /// Names in `report.json`.
  public static final List<String> KINDS = List.of("lut", "ff", "dsp", "bram36", "uram");

  /// What can be measured, and its heading: Yosys, Vivado before and after place and route, the
  /// latter of the accelerator alone and with all that it needs around it.
  private static final Map<String, String> MEASURED = measured();

  private ResourceTable() {}

  /// Headings of measurements by their names in `report.json`, the most real one last.
  public static Map<String, String> measured() {
    Map<String, String> headings = new LinkedHashMap<>();
    headings.put("synthesised", "synthesised");
    headings.put("vivado_synthesised", "Vivado synth");
    headings.put("implemented", "implemented");
    headings.put("implemented_design", "whole design");
    return headings;
  }

  static List<String> of(JsonNode resources) {
    List<String> lines = new ArrayList<>();
    boolean estimated = resources.has("estimated");
    if (MEASURED.keySet().stream().anyMatch(resources::has)) {
      totals(resources, lines);
      if (resources.has("synthesised")) {
        units(resources, lines);
      }
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

  /// A column for each measurement that there is; the share is that of the last, the most real one.
  private static void totals(JsonNode resources, List<String> lines) {
    JsonNode available = resources.path("available");
    List<String> measured = MEASURED.keySet().stream().filter(resources::has).toList();
    StringBuilder heading = new StringBuilder(Summary.text("%11s", "estimated"));
    measured.forEach(
        name -> heading.append(Summary.text(" %12s", MEASURED.getOrDefault(name, name))));
    Summary.add(lines, "resources", heading.append(Summary.text(" %10s", "of")).toString());
    kinds(available)
        .forEach(
            kind -> {
              StringBuilder row =
                  new StringBuilder(Summary.text("%11s", cell(resources.path("estimated"), kind)));
              measured.forEach(
                  name -> row.append(Summary.text(" %12s", cell(resources.path(name), kind))));
              row.append(Summary.text(" %10s", cell(available, kind)));
              row.append(share(resources.path(measured.getLast()), available, kind));
              Summary.add(lines, "  " + kind.toUpperCase(Locale.ROOT), row.toString());
            });
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
