package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;
import static dev.vitcc.cli.report.Facts.percent;

import dev.vitcc.cli.output.Losses;
import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Layer by layer: shape, bits, cycles.
final class LayerSection {
  private static final double LEAST_SHARE = 0.01;
  private static final Pattern LONG_SHARE = Pattern.compile("([0-9]+\\.[0-9]{2,})%");

  private final Facts facts;
  private final Blocks blocks;

  private LayerSection(Facts facts, Blocks blocks) {
    this.facts = facts;
    this.blocks = blocks;
  }

  static Section of(Facts facts, Blocks blocks) {
    return new LayerSection(facts, blocks).section();
  }

  private Section section() {
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    List<List<JsonNode>> all = new ArrayList<>();
    for (JsonNode layer : facts.at("/layers")) {
      groups.computeIfAbsent(wildcard(name(layer)), key -> new ArrayList<>()).add(layer);
      all.add(List.of(layer));
    }
    List<Markup> parts = new ArrayList<>();
    parts.add(
        blocks.prose(
            "The matrix products of the model; estimated cycles of the matrix unit, waits included. Layers of"
                + " the same name in all blocks (*) are added up."));
    parts.add(blocks.table(table("Layers, all blocks together", groups.values())));
    if (groups.size() < all.size()) {
      parts.add(
          blocks.folded(
              Summary.text("All %d layers, one by one", all.size()),
              List.of(blocks.table(table("Layers, one by one", all)))));
    }
    return new Section("layers", "Layers and bits", parts);
  }

  private static String name(JsonNode layer) {
    return layer.path("name").asString().replaceFirst("\\.acc$", "");
  }

  private Table table(String caption, Collection<List<JsonNode>> groups) {
    List<Column> columns =
        List.of(
            Column.text("Layer"),
            Column.text("Result"),
            Column.number("MACs"),
            Column.text("Operand"),
            Column.text("Weights"),
            Column.number("Cycles"),
            Column.number("Share"),
            Column.number("Fed"),
            Column.text("Waits most for"));
    return Table.of(caption, columns, groups.stream().map(this::row).toList());
  }

  private Row row(List<JsonNode> layers) {
    long cycles = sum(layers, layer -> layer.at("/cycles/estimated"));
    long rows = sum(layers, layer -> layer.at("/cycles/matrix_rows"));
    double share = cycles / facts.number("/cycles/estimated");
    String name = name(layers.getFirst());
    return Row.of(
        Cell.text(layers.size() == 1 ? name : together(name, layers.size())),
        Cell.text(shapes(layers)),
        Cell.number(count(sum(layers, layer -> layer.path("macs")))),
        Cell.text(distinct(layers, layer -> layer.path("input").asString(""))),
        Cell.text(distinct(layers, LayerSection::weights)),
        cycles == 0 ? Cell.NONE : Cell.number(count(cycles)),
        cycles == 0 ? Cell.NONE : Cell.bar(percent(share), share),
        cycles == 0 ? Cell.NONE : Cell.number(Summary.text("%.0f %%", 100.0 * rows / cycles)),
        Cell.text(longestWait(layers, cycles)));
  }

  /// `block*.attention.qkv × 12`.
  private static String together(String name, int layers) {
    return wildcard(name) + " × " + layers;
  }

  private static String wildcard(String name) {
    return name.replaceAll("[0-9]+", "*");
  }

  private static long sum(List<JsonNode> layers, Function<JsonNode, JsonNode> figure) {
    return layers.stream().mapToLong(layer -> figure.apply(layer).asLong()).sum();
  }

  /// Shares of formats in tenths of a percent: `mixed { 66.7% power_of_two(4), 33.3% fixed(8) }`.
  private static String weights(JsonNode layer) {
    return LONG_SHARE
        .matcher(layer.path("weights").asString(""))
        .replaceAll(share -> Summary.text("%.1f%%", Double.parseDouble(share.group(1))));
  }

  /// `17 × 48`, or `3 × 17 × 17`.
  private static String shape(JsonNode layer) {
    return layer.path("shape").values().stream()
        .map(extent -> "" + extent.asInt())
        .collect(Collectors.joining(" × "));
  }

  /// Of layers that shrink the first and the last.
  private static String shapes(List<JsonNode> layers) {
    Set<String> shapes = new LinkedHashSet<>();
    layers.forEach(layer -> shapes.add(shape(layer)));
    List<String> distinct = List.copyOf(shapes);
    return distinct.size() > 2
        ? distinct.getFirst() + " … " + distinct.getLast()
        : String.join(", ", distinct);
  }

  /// What layers have, one after the other where they differ.
  private static String distinct(List<JsonNode> layers, Function<JsonNode, String> property) {
    Set<String> values = new LinkedHashSet<>();
    layers.forEach(layer -> values.add(property.apply(layer)));
    return String.join(", ", values);
  }

  private static String longestWait(List<JsonNode> layers, long cycles) {
    String longest = "";
    long most = 0;
    for (String cause : Losses.causes().keySet()) {
      long waited = sum(layers, layer -> layer.at("/cycles/idle_" + cause));
      if (waited > most && waited >= LEAST_SHARE * cycles) {
        most = waited;
        longest = Summary.text("%s, %s", shortly(cause), percent(waited / (double) cycles));
      }
    }
    return longest;
  }

  /// As short as a column of many has room for.
  private static String shortly(String cause) {
    return switch (cause) {
      case "stationary" -> "tile";
      case "credit" -> "vector unit";
      default -> cause;
    };
  }
}
