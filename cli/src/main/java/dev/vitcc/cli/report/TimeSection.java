package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;
import static dev.vitcc.cli.report.Facts.percent;

import dev.vitcc.cli.output.Losses;
import dev.vitcc.cli.output.Losses.Loss;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Where the cycles of a frame go.
final class TimeSection {
  private static final int SHOWN = 8;
  private static final double LEAST_SHARE = 0.001;

  private final Facts facts;
  private final Blocks blocks;

  private TimeSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  static Section of(Facts facts, Blocks blocks) {
    return new TimeSection(facts, blocks).section();
  }

  private Section section() {
    List<Markup> parts = new ArrayList<>();
    parts.add(blocks.prose(introduction()));
    if (facts.has("/timeline")) {
      Timeline timeline = Timeline.of(facts.report());
      parts.add(
          blocks.figure(
              "Timeline of a frame",
              "When each unit is at which part of the model, by the schedule. A bar of the matrix unit is as high"
                  + " as the share of its cycles in which it is fed a row.",
              TimelineDrawing.frame(timeline)));
      timeline
          .typicalBlock()
          .ifPresent(
              block -> {
                parts.add(
                    blocks.figure(
                        "Timeline of a block",
                        Summary.text(
                            "The same for %s, layer by layer: %s. Pale bars belong to its neighbours.",
                            block, timeline.legend(block)),
                        TimelineDrawing.block(timeline, block)));
              });
    }
    parts.add(blocks.pair(causes(), losses()));
    parts.add(blocks.folded("All counters", List.of(counters())));
    return new Section("time", "Where the time goes", parts);
  }

  private String introduction() {
    String estimated = count(facts.number("/cycles/estimated")) + " cycles estimated";
    if (facts.varies()) {
      estimated +=
          Summary.text(
              " with all tokens, %s expected of calibration images",
              count(facts.number("/cycles/expected")));
    }
    if (!facts.isSimulated()) {
      return estimated + " for a frame, by walking through its schedule; nothing is simulated yet.";
    }
    return Summary.text(
        "%s for a frame, %s simulated on average (%s to %s).",
        estimated,
        count(facts.number("/cycles/simulated")),
        count(facts.number("/cycles/simulated_least")),
        count(facts.number("/cycles/simulated_most")));
  }

  /// What the matrix unit does in each cycle.
  private Markup causes() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("matrix_rows", "is fed a row");
    Losses.causes().forEach((cause, name) -> names.put("idle_" + cause, "waits for " + name));
    List<Row> rows = new ArrayList<>();
    names.forEach((counter, name) -> rows.add(counters(counter, name, true)));
    return blocks.table(
        Table.of("In a cycle of a frame the matrix unit …", headings("Matrix unit"), rows));
  }

  private List<Table.Column> headings(String first) {
    return facts.isSimulated()
        ? Table.columns(first, "Estimated, cycles", "Share", "Simulated, cycles", "Share")
        : Table.columns(first, "Estimated, cycles", "Share");
  }

  private Row counters(String counter, String name, boolean withBar) {
    List<Cell> cells = new ArrayList<>();
    add(cells, facts.at("/estimated_counters_per_frame/" + counter), "estimated", withBar);
    if (facts.isSimulated()) {
      add(cells, facts.at("/counters_per_frame/" + counter), "simulated", withBar);
    }
    return Row.of(Cell.text(name), cells.toArray(Cell[]::new));
  }

  private void add(List<Cell> cells, JsonNode value, String how, boolean withBar) {
    if (value.isMissingNode()) {
      cells.add(Cell.NONE);
      cells.add(Cell.NONE);
      return;
    }
    double share = value.asDouble() / facts.number("/cycles/" + how);
    cells.add(Cell.number(count(value.asDouble())));
    cells.add(withBar ? Cell.bar(percent(share), share) : Cell.number(percent(share)));
  }

  private Markup losses() {
    double frame = facts.number("/cycles/estimated");
    List<Row> rows =
        Losses.greatest(facts.report()).stream()
            .filter(loss -> loss.cycles() >= LEAST_SHARE * frame)
            .limit(SHOWN)
            .map(loss -> row(loss, frame))
            .toList();
    return blocks.table(
        Table.of(
            "The longest waits, the same layers of all blocks together (*)",
            Table.columns("What waits", "Estimated, cycles", "Share"),
            rows));
  }

  private static Row row(Loss loss, double frame) {
    double share = loss.cycles() / frame;
    return Row.of(
        Cell.text(loss.what()), Cell.number(count(loss.cycles())), Cell.bar(percent(share), share));
  }

  private Markup counters() {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> counter :
        facts.at("/estimated_counters_per_frame").properties()) {
      rows.add(counters(counter.getKey(), counter.getKey().replace('_', ' '), false));
    }
    return blocks.table(Table.of("Counters of the hardware", headings("Counter"), rows));
  }
}
