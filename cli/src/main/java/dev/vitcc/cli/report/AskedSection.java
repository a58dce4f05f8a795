package dev.vitcc.cli.report;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What was asked for, beside what was chosen.
final class AskedSection {
  private static final String NOT_SAID = "–";
  private static final List<String> FORMATS =
      List.of("weights", "activations", "first", "last", "probabilities", "residual");

  private final Facts facts;
  private final Blocks blocks;
  private final List<Row> rows = new ArrayList<>();

  private AskedSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  static Section of(Facts facts, Blocks blocks) {
    return new AskedSection(facts, blocks).section();
  }

  private Section section() {
    target();
    row("Engine", pins(), Summary.engine(facts.at("/engine")));
    row("Trained weights", facts.text("/asked/weights"), size());
    Markup target = table("The target, and what meets it");
    rows.clear();
    formats();
    Markup formats = table("Number formats, tokens, functions");
    return new Section("asked", "Asked for, and chosen", List.of(blocks.pair(target, formats)));
  }

  private Markup table(String caption) {
    List<Column> columns =
        List.of(Column.text(""), Column.text("Asked for"), Column.text("Chosen"));
    return blocks.table(Table.of(caption, columns, List.copyOf(rows)));
  }

  private void target() {
    row("Board", facts.text("/asked/board"), facts.text("/board"));
    row("Clock", value("/asked/clock_mhz", "", " MHz"), value("/clock_mhz", "", " MHz"));
    row(
        "Frame rate",
        value("/asked/least_fps", "≥ ", " frames/s"),
        value("/frame_rate/estimated_fps", "", " frames/s, estimated")
            + more("/frame_rate/simulated_fps", " simulated"));
    row(
        "Latency",
        value("/asked/most_latency_ms", "≤ ", " ms"),
        Facts.digits(facts.number("/latency_ms/estimated")) + " ms, estimated");
    if (facts.has("/asked/most_points_lost")) {
      row(
          "Accuracy lost",
          value("/asked/most_points_lost", "≤ ", " points of top-1"),
          Summary.text("%.2f points", facts.number("/accuracy_drop/points")));
    }
    if (facts.has("/asked/most_utilization")) {
      row(
          "Share of the board",
          Summary.text("≤ %s %%", Summary.number(100 * facts.number("/asked/most_utilization"))),
          "see resources");
    }
    row("Objective", words("/asked/objective"), words("/objective"));
  }

  private void formats() {
    for (String format : FORMATS) {
      row(
          switch (format) {
            case "first" -> "Weights of the first layer";
            case "last" -> "Weights of the last layer";
            default -> Character.toUpperCase(format.charAt(0)) + format.substring(1);
          },
          facts.text("/asked/formats/" + format),
          facts.text("/formats/" + format));
    }
    if (facts.has("/formats/scales")) {
      row("Scales", facts.text("/formats/scales"), facts.text("/formats/scales"));
    }
    if (facts.has("/asked/prune")) {
      String chosen = facts.has("/pruning") ? facts.text("/pruning/chosen") : "as asked";
      row("Tokens dropped", facts.text("/asked/prune"), chosen);
    }
    if (facts.has("/asked/approximate")) {
      List<String> chosen = new ArrayList<>();
      for (String name : List.of("gelu", "exp", "rsqrt", "reciprocal")) {
        String method = facts.text("/functions/" + name);
        chosen.add(
            name
                + (method.equals("lines")
                    ? Summary.text(" %d lines", facts.at("/functions/lines").asInt())
                    : " " + method));
      }
      row("Functions", facts.text("/asked/approximate"), String.join("; ", chosen));
    }
  }

  private String pins() {
    List<String> pins = new ArrayList<>();
    for (Map.Entry<String, JsonNode> pin : facts.at("/asked/engine").properties()) {
      pins.add(pin.getKey() + " = " + pin.getValue().asInt());
    }
    return pins.isEmpty() ? NOT_SAID : String.join(", ", pins) + ", pinned";
  }

  private String size() {
    return Summary.text(
        "%,d bytes in memory, %,d MACs a frame",
        facts.at("/image_bytes").asLong(), facts.at("/macs_per_frame").asLong());
  }

  private String words(String pointer) {
    String word = facts.text(pointer).replace('_', ' ');
    return word.isEmpty() ? NOT_SAID : word;
  }

  private String value(String pointer, String before, String after) {
    return facts.has(pointer) ? before + Summary.number(facts.number(pointer)) + after : NOT_SAID;
  }

  private String more(String pointer, String after) {
    return facts.has(pointer) ? "; " + Summary.number(facts.number(pointer)) + after : "";
  }

  private void row(String name, String asked, String chosen) {
    rows.add(Row.of(Cell.text(name), Cell.text(asked), Cell.text(chosen)));
  }
}
