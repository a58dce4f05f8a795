package dev.vitcc.cli.vendor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What `report_utilization` of Vivado says a design takes.
///
/// The report is a text of tables. Sites have other names in each family, columns were added over
/// the years; so rows are found by any of their names, and the figure by the name of its column.
///
/// @param tool such as `Vivado 2023.2`
/// @param state of the design: `Synthesized`, `Routed`, …
/// @param sites by `lut`, `ff`, `dsp`, `bram36`, `uram`; block memory in halves
record UtilizationReport(String tool, String state, Map<String, Double> sites) {
  private static final Pattern TOOL =
      Pattern.compile("^\\| Tool Version *: *Vivado v\\.(\\S+)", Pattern.MULTILINE);
  private static final Pattern STATE =
      Pattern.compile("^\\| Design State *: *(.+?) *(\\||$)", Pattern.MULTILINE);
  private static final String USED = "Used";

  /// The names of each kind: 7 series, UltraScale+, Versal. Memory of a kind that the device has
  /// not got has no row.
  private static final Map<String, List<String>> NAMES = names();

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("lut", List.of("Slice LUTs", "CLB LUTs"));
    names.put("ff", List.of("Slice Registers", "CLB Registers", "Registers"));
    names.put("dsp", List.of("DSPs", "DSP Slices"));
    names.put("bram36", List.of("Block RAM Tile"));
    names.put("uram", List.of("URAM"));
    return names;
  }

  /// @throws ReportFormatException if it is no such report, or a figure is missing
  static UtilizationReport parse(String text) {
    String tool = tool(text);
    String state = header(STATE, text);
    Map<String, Double> used = used(text);
    Map<String, Double> sites = new LinkedHashMap<>();
    NAMES.forEach(
        (kind, names) -> {
          Optional<String> name = names.stream().filter(used::containsKey).findFirst();
          if (name.isEmpty() && !kind.equals("uram")) {
            throw new ReportFormatException(
                "has no row '" + String.join("' or '", names) + "' with a column 'Used'");
          }
          sites.put(kind, name.map(used::get).orElse(0.0));
        });
    return new UtilizationReport(tool, state, sites);
  }

  private static String header(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new ReportFormatException("does not begin as a report of Vivado does");
    }
    return found.group(1);
  }

  /// The tool of a report, by its header.
  static String tool(String text) {
    return "Vivado " + header(TOOL, text);
  }

  /// The column `Used` of all tables, by the first column without its footnote mark.
  private static Map<String, Double> used(String text) {
    Map<String, Double> found = new LinkedHashMap<>();
    int column = -1;
    for (String line : text.lines().toList()) {
      List<String> cells = cells(line);
      if (cells.contains(USED)) {
        column = cells.indexOf(USED);
      } else if (cells.isEmpty() && !line.startsWith("+")) {
        column = -1;
      } else if (column >= 0 && column < cells.size()) {
        String name = cells.getFirst().replaceFirst("\\*+$", "");
        if (!cells.get(column).isEmpty()) {
          // The first table of a name has the total; later ones repeat parts of it.
          found.putIfAbsent(name, Figure.count(cells.get(column).replaceFirst("^<", ""), name));
        }
      }
    }
    return found;
  }

  /// The cells of a row of a table; none for other lines.
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    if (line.startsWith("|") && line.stripTrailing().endsWith("|")) {
      String[] parts = line.strip().split("\\|", -1);
      for (int i = 1; i < parts.length - 1; i++) {
        cells.add(parts[i].strip());
      }
    }
    return cells;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("tool", tool);
    sites.forEach(
        (kind, count) -> {
          if (kind.equals("bram36")) {
            node.put(kind, count);
          } else {
            node.put(kind, count.longValue());
          }
        });
    return node;
  }
}
