package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Axis;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Drawing;
import dev.vitcc.cli.page.Drawing.Dot;
import dev.vitcc.cli.page.Panel;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What precision costs and loses: accuracy, the widths that were tried, rows that stay wide.
final class PrecisionSection {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 300;

  private final Facts facts;
  private final Blocks blocks;
  private final List<Markup> parts = new ArrayList<>();

  private PrecisionSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  /// Nothing where nothing was chosen or measured.
  static Optional<Section> of(Facts facts, Blocks blocks) {
    PrecisionSection it = new PrecisionSection(facts, blocks);
    it.accuracy();
    it.widths();
    it.rows();
    return it.parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Section("precision", "Precision", it.parts));
  }

  private void accuracy() {
    List<Row> rows = new ArrayList<>();
    for (String numbers : List.of("float", "integer")) {
      if (facts.has("/accuracy/" + numbers)) {
        rows.add(
            Row.of(
                Cell.text(numbers.equals("float") ? "In real numbers" : "In integers"),
                percent("/accuracy/" + numbers + "/top1_percent"),
                percent("/accuracy/" + numbers + "/top5_percent")));
      }
    }
    if (!rows.isEmpty()) {
      parts.add(
          blocks.table(
              Table.of(
                  Summary.text(
                      "Accuracy on the %s images that were simulated",
                      count(facts.number("/accuracy/images"))),
                  Table.columns("Network", "Top-1", "Top-5"),
                  rows)));
    }
    if (facts.has("/accuracy_drop")) {
      parts.add(
          blocks.prose(
              Summary.text(
                  "Integers lose %.2f points of top-1 (± %.2f, %s allowed): %.2f %% become %.2f %% of %,d images; %,d"
                      + " images are lost, %,d won.",
                  facts.number("/accuracy_drop/points"),
                  facts.number("/accuracy_drop/standard_error"),
                  Summary.number(facts.number("/accuracy_drop/allowed_points")),
                  facts.number("/accuracy_drop/float_top1_percent"),
                  facts.number("/accuracy_drop/integer_top1_percent"),
                  facts.at("/accuracy_drop/images").asInt(),
                  facts.at("/accuracy_drop/lost").asInt(),
                  facts.at("/accuracy_drop/won").asInt())));
    }
  }

  private Cell percent(String pointer) {
    return Cell.number(Summary.text("%.2f %%", facts.number(pointer)));
  }

  private void widths() {
    if (!facts.has("/precision")) {
      return;
    }
    List<Column> columns =
        List.of(
            Column.text("Activations"),
            Column.text(""),
            Column.number("Frames/s"),
            Column.number("LUT"),
            Column.number("DSP"),
            Column.number("BRAM36"),
            Column.text("Tokens"),
            Column.number("Divergence, nats"),
            Column.number("Points lost"));
    List<Row> rows = facts.at("/precision").values().stream().map(this::width).toList();
    parts.add(
        blocks.table(
            Table.of(
                    "Widths of activations that were tried, each with the best engine for it",
                    columns,
                    rows)
                .withoutEmptyColumns()));
    if (rows.size() > 1) {
      parts.add(
          blocks.figure(
              "Widths and frame rates",
              "Frames per second by width; a full dot is the choice"
                  + (facts.has("/frame_rate/target_fps")
                      ? ", the dashed line what was asked for."
                      : "."),
              plot()));
    }
  }

  private Row width(JsonNode width) {
    boolean chosen = width.path("chosen").asBoolean();
    boolean reaches = width.path("reaches_target").asBoolean();
    return Row.of(
            Cell.text(width.path("activation_bits").asInt() + " bits"),
            Cell.text(chosen ? "chosen" : reaches ? "" : "too slow"),
            Cell.number(Summary.number(width.path("estimated_fps").asDouble())),
            Cell.number(count(width.path("lut").asDouble())),
            Cell.number(count(width.path("dsp").asDouble())),
            Cell.number(Summary.number(width.path("bram36").asDouble())),
            Cell.text(width.path("tokens").asString("")),
            optional(width, "divergence", "%.2g"),
            optional(width, "points_lost", "%.2f"))
        .marked(chosen);
  }

  private static Cell optional(JsonNode node, String name, String format) {
    return node.has(name)
        ? Cell.number(Summary.text(format, node.path(name).asDouble()))
        : Cell.NONE;
  }

  private Markup plot() {
    List<JsonNode> widths = new ArrayList<>(facts.at("/precision").values());
    double target = facts.number("/frame_rate/target_fps");
    double most = target;
    int low = Integer.MAX_VALUE;
    int high = 0;
    for (JsonNode width : widths) {
      most = Math.max(most, width.path("estimated_fps").asDouble());
      low = Math.min(low, width.path("activation_bits").asInt());
      high = Math.max(high, width.path("activation_bits").asInt());
    }
    List<Double> bits = new ArrayList<>();
    for (int at = low; at <= high; at++) {
      bits.add((double) at);
    }
    Axis across = new Axis("bits of activations", low - 0.5, high + 0.5, false, bits);
    Panel panel =
        new Panel(across, Axis.linear("frames/s", 0, 1.1 * most), 84, 12, WIDTH - 100, HEIGHT - 56);
    Drawing drawing = new Drawing(WIDTH, HEIGHT, "Frames per second over bits of activations");
    drawing.grid(panel);
    if (target > 0) {
      drawing.curve(
          "limit",
          Summary.text(
              "M%s %sh%s",
              Drawing.number(panel.left()),
              Drawing.number(panel.y(target)),
              Drawing.number(panel.width())));
    }
    for (JsonNode width : widths) {
      double fps = width.path("estimated_fps").asDouble();
      int bit = width.path("activation_bits").asInt();
      drawing.dots(
          width.path("chosen").asBoolean() ? "chosen" : "hollow",
          List.of(
              Dot.at(
                  panel.x(bit),
                  panel.y(fps),
                  Summary.text("%d bits: %s frames/s", bit, Summary.number(fps)))));
    }
    return drawing.markup();
  }

  private void rows() {
    if (!facts.has("/assignment/layers")) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode layer : facts.at("/assignment/layers")) {
      rows.add(
          Row.of(
              Cell.text(layer.path("layer").asString()),
              Cell.number(
                  Summary.text(
                      "%d of %d",
                      layer.path("narrow_groups").asInt(),
                      layer.path("most_narrow_groups").asInt())),
              Cell.number(
                  Summary.text("%.3g", layer.path("squared_error_if_all_narrow").asDouble())),
              Cell.number(count(layer.path("cycles_for_wide_rows").asDouble()))));
    }
    parts.add(
        blocks.prose(
            Summary.text(
                "Of %s spare cycles, rows of the format that loses less get as many as they are worth.",
                count(facts.number("/assignment/spare_cycles")))));
    Markup table =
        blocks.table(
            Table.of(
                "Groups of rows that are narrow, and the squared error of the layer's results if all were",
                Table.columns(
                    "Layer", "Narrow groups", "Squared error if all", "Cycles for wide rows"),
                rows));
    parts.add(
        rows.size() > 12
            ? blocks.folded(Summary.text("Rows of all %d layers", rows.size()), List.of(table))
            : table);
  }
}
