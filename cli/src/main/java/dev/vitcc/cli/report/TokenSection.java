package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;

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
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How many tokens are left where, and what other schedules would have lost.
final class TokenSection {
  private static final Pattern BLOCK = Pattern.compile("^[A-Za-z_]*([0-9]+)\\.attention\\..*");

  private final Facts facts;
  private final Blocks blocks;

  private TokenSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  /// Nothing where no token is ever dropped.
  static Optional<Section> of(Facts facts, Blocks blocks) {
    return facts.has("/asked/prune") || facts.has("/pruning")
        ? Optional.of(new TokenSection(facts, blocks).section())
        : Optional.empty();
  }

  private Section section() {
    List<Markup> parts = new ArrayList<>();
    if (facts.has("/pruning")) {
      parts.add(
          blocks.prose(
              Summary.text(
                  "Quantisation alone reaches %s frames/s. Chosen: %s.",
                  Summary.number(facts.number("/pruning/quantisation_alone_fps")),
                  facts.text("/pruning/chosen"))));
    }
    if (facts.varies()) {
      parts.add(expected());
    }
    parts.add(tokens());
    if (facts.has("/pruning/candidates")) {
      parts.add(candidates());
      parts.add(latency());
    }
    return new Section("tokens", "Tokens", parts);
  }

  private Markup expected() {
    List<String> kept = new ArrayList<>();
    facts
        .at("/expected_tokens/kept")
        .forEach(mean -> kept.add(Summary.text("%.1f", mean.asDouble())));
    return blocks.prose(
        Summary.text(
            "How many stay depends on the image: after each selection %s on average of %s calibration images. Below are the most.",
            String.join(", ", kept), count(facts.number("/expected_tokens/images"))));
  }

  /// The rows of the first product of the attention of each block.
  private Markup tokens() {
    Map<Integer, Integer> tokens = new LinkedHashMap<>();
    for (JsonNode layer : facts.at("/layers")) {
      Matcher block = BLOCK.matcher(layer.path("name").asString(""));
      if (block.matches() && layer.path("shape").size() == 2) {
        tokens.putIfAbsent(Integer.parseInt(block.group(1)), layer.path("shape").path(0).asInt());
      }
    }
    double most = tokens.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    List<Row> rows = new ArrayList<>();
    tokens.forEach(
        (block, count) ->
            rows.add(Row.of(Cell.text("Block " + block), Cell.bar("" + count, count / most))));
    return blocks.table(
        Table.of("Tokens that come into each block", Table.columns("Block", "Tokens"), rows));
  }

  private Markup candidates() {
    List<Column> columns =
        List.of(
            Column.text("Tokens"),
            Column.text("before blocks"),
            Column.text(""),
            Column.number("Cycles"),
            Column.number("Divergence, nats"),
            Column.number("Same class"),
            Column.number("Images"));
    List<Row> rows = new ArrayList<>();
    for (JsonNode candidate : facts.at("/pruning/candidates")) {
      boolean chosen = rows.isEmpty();
      double images = candidate.path("images").asDouble();
      rows.add(
          Row.of(
                  Cell.text(list(candidate.path("tokens"), " → ")),
                  Cell.text(list(candidate.path("before_blocks"), ", ")),
                  Cell.text(chosen ? "chosen" : ""),
                  Cell.number(count(candidate.path("cycles").asDouble())),
                  Cell.number(Summary.text("%.6f", candidate.path("divergence").asDouble())),
                  Cell.number(
                      Summary.text(
                          "%.1f %%", 100 * candidate.path("agreeing_images").asDouble() / images)),
                  Cell.number(count(images)))
              .marked(chosen));
    }
    return blocks.folded(
        Summary.text("All %d schedules that were measured", rows.size()),
        List.of(
            blocks.prose(
                "Each takes no more cycles than the frame rate leaves. Its loss against the network with all tokens, in real numbers: the mean divergence of the classes' probabilities, and how many images keep their class."),
            blocks.table(Table.of("Schedules, the least loss first", columns, rows))));
  }

  private static String list(JsonNode values, String separator) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add("" + value.asInt()));
    return String.join(separator, texts);
  }

  private Markup latency() {
    JsonNode table = facts.at("/pruning/latency_sparsity");
    List<Row> rows = new ArrayList<>();
    int most = 0;
    for (JsonNode row : table.path("rows")) {
      List<Cell> cells = new ArrayList<>();
      row.path("cycles_of_each_block")
          .forEach(cycles -> cells.add(Cell.number(count(cycles.asDouble()))));
      most = Math.max(most, cells.size());
      rows.add(Row.of(Cell.number("" + row.path("tokens").asInt()), cells.toArray(Cell[]::new)));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.number("Tokens")));
    for (int block = 0; block < most; block++) {
      columns.add(Column.number("Block " + block));
    }
    return blocks.folded(
        "Cycles of each block by its tokens",
        List.of(
            blocks.prose(
                Summary.text(
                    "By the cycle model on the fastest engine for fewer tokens, %s. Dropping them counts to the first block that has fewer; %s cycles are outside of blocks.",
                    Summary.engine(table.path("engine")),
                    count(table.path("cycles_outside_blocks").asDouble()))),
            blocks.table(Table.of("Cycles of each block", columns, rows))));
  }
}
