package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The same accelerator in C++: what is known of it.
final class HlsSection {
  private HlsSection() {}

  /// Nothing where it was not asked for.
  static Optional<Section> of(Facts facts, Blocks blocks) {
    if (!facts.has("/hls")) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    if (facts.has("/hls/cycles")) {
      add(rows, "Cycles of a frame, estimated", count(facts.number("/hls/cycles/estimated")));
      add(rows, "… from", facts.text("/hls/cycles/basis"));
    }
    if (facts.has("/hls/csim")) {
      JsonNode csim = facts.at("/hls/csim");
      String frames = Summary.text("%,d frames", csim.path("frames_equal").asInt());
      add(
          rows,
          "Run as a program",
          csim.path("passed").asBoolean()
              ? "✓ " + frames + " bit-exact"
              : "✗ differs after " + frames);
    }
    JsonNode synthesised = facts.at("/hls/synthesised");
    for (Map.Entry<String, JsonNode> kind : synthesised.path("resources").properties()) {
      add(rows, kind.getKey(), Summary.number(kind.getValue().asDouble()));
    }
    if (synthesised.has("estimated_ns")) {
      add(
          rows,
          "Clock period",
          Summary.text(
              "%.2f ns of %.2f ns (%s, estimated)",
              synthesised.path("estimated_ns").asDouble(),
              synthesised.path("target_ns").asDouble(),
              synthesised.path("tool").asString("")));
    }
    List<Column> columns = List.of(Column.text("Figure"), Column.text("HLS C++"));
    return Optional.of(
        new Section(
            "hls",
            "HLS C++",
            List.of(blocks.table(Table.of("The same accelerator for Vitis HLS", columns, rows)))));
  }

  private static void add(List<Row> rows, String name, String value) {
    rows.add(Row.of(Cell.text(name), Cell.text(value)));
  }
}
