package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.percent;

import dev.vitcc.cli.output.ResourceTable;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// What the design takes of the board: estimated, and beside that what tools found.
final class ResourceSection {
  private final Facts facts;
  private final Blocks blocks;
  private final Map<String, String> bases = new LinkedHashMap<>();

  private ResourceSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("estimated", "Estimated");
    all.putAll(ResourceTable.measured());
    all.forEach(
        (basis, name) -> {
          if (facts.has("/resources/" + basis)) {
            bases.put(basis, Character.toUpperCase(name.charAt(0)) + name.substring(1));
          }
        });
  }

  static Section of(Facts facts, Blocks blocks) {
    return new ResourceSection(facts, blocks).section();
  }

  private Section section() {
    List<Markup> parts = new ArrayList<>();
    if (bases.isEmpty()) {
      parts.add(
          blocks.prose(
              "There is no estimate for devices of this family; `make synth` or `vitcc synth` finds out."));
    } else {
      parts.add(totals());
      bases.keySet().stream()
          .filter(basis -> facts.has("/resources/" + basis + "/units"))
          .forEach(basis -> parts.add(units(basis)));
    }
    timing(parts);
    return new Section("resources", "Resources", parts);
  }

  private Markup totals() {
    JsonNode available = facts.at("/resources/available");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Resource")));
    bases.values().forEach(name -> columns.add(Column.number(name)));
    columns.add(Column.number("On the board"));
    List<Row> rows = new ArrayList<>();
    for (String kind : ResourceTable.KINDS) {
      double most = available.path(kind).asDouble();
      if (most > 0) {
        List<Cell> cells = new ArrayList<>();
        bases.keySet().forEach(basis -> cells.add(cell("/resources/" + basis + "/" + kind, most)));
        cells.add(Cell.number(Summary.number(most)));
        rows.add(Row.of(Cell.text(kind.toUpperCase(Locale.ROOT)), cells.toArray(Cell[]::new)));
      }
    }
    return blocks.table(
        Table.of(Summary.text("Of what %s has", facts.text("/board")), columns, rows));
  }

  private Cell cell(String pointer, double most) {
    if (!facts.has(pointer)) {
      return Cell.NONE;
    }
    double share = facts.number(pointer) / most;
    return Cell.bar(Summary.number(facts.number(pointer)) + " · " + percent(share), share);
  }

  private Markup units(String basis) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> unit :
        facts.at("/resources/" + basis + "/units").properties()) {
      List<Cell> cells = new ArrayList<>();
      boolean isThere = false;
      for (String kind : ResourceTable.KINDS) {
        double value = unit.getValue().path(kind).asDouble();
        isThere |= value > 0;
        cells.add(value > 0 ? Cell.number(Summary.number(value)) : Cell.NONE);
      }
      if (isThere) {
        rows.add(Row.of(Cell.text(unit.getKey()), cells.toArray(Cell[]::new)));
      }
    }
    String title = bases.getOrDefault(basis, basis);
    return blocks.folded(
        title + ", unit by unit",
        List.of(
            blocks.table(
                Table.of(
                        title + " resources of each unit",
                        Table.columns("Unit", "LUT", "FF", "DSP", "BRAM36", "URAM"),
                        rows)
                    .withoutEmptyColumns())));
  }

  /// Clocks that Vivado found.
  private void timing(List<Markup> parts) {
    List<Row> rows = new ArrayList<>();
    Set<String> stages = new TreeSet<>(facts.at("/timing").propertyNames());
    for (String stage : stages) {
      JsonNode timing = facts.at("/timing/" + stage);
      double slack = timing.path("slack_ns").asDouble();
      rows.add(
          Row.of(
              Cell.text(stage.replace('_', ' ')),
              Cell.text(slack < 0 ? "✗ missed" : "✓ met"),
              Cell.number(Summary.number(timing.path("clock_mhz").asDouble())),
              Cell.number(Summary.text("%.3f", slack)),
              Cell.number(Summary.number(timing.path("reached_mhz").asDouble())),
              Cell.text(timing.path("tool").asString(""))));
    }
    if (!rows.isEmpty()) {
      List<Column> columns =
          List.of(
              Column.text("Stage"),
              Column.text("Timing"),
              Column.number("Clock, MHz"),
              Column.number("Slack, ns"),
              Column.number("Reached, MHz"),
              Column.text("Tool"));
      parts.add(blocks.table(Table.of("Timing", columns, rows)));
    }
  }
}
