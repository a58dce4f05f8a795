package dev.vitcc.cli.report;

import static dev.vitcc.cli.report.Facts.count;

import dev.vitcc.cli.output.Summary;
import dev.vitcc.cli.page.Blocks;
import dev.vitcc.cli.page.Blocks.Section;
import dev.vitcc.cli.page.Cell;
import dev.vitcc.cli.page.Drawing;
import dev.vitcc.cli.page.Table;
import dev.vitcc.cli.page.Table.Column;
import dev.vitcc.cli.page.Table.Row;
import dev.vitcc.templates.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How nonlinear functions are computed, and how near that comes.
final class FunctionSection {
  private static final Map<String, String> NAMES =
      Map.of(
          "gelu", "GELU",
          "exp", "Exponential of softmax",
          "rsqrt", "Reciprocal square root of layer norm",
          "reciprocal", "Reciprocal of softmax");

  private FunctionSection() {}

  static Section of(Facts facts, Blocks blocks) {
    List<Markup> parts = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (String name : List.of("gelu", "exp", "rsqrt", "reciprocal")) {
      rows.add(
          Row.of(
              Cell.text(NAMES.getOrDefault(name, name)),
              Cell.text(method(facts, facts.text("/functions/" + name)))));
    }
    parts.add(
        blocks.table(
            Table.of(
                "Nonlinear functions",
                List.of(Column.text("Function"), Column.text("Computed by")),
                rows)));
    if (facts.has("/functions/layers")) {
      parts.add(layers(facts, blocks));
      plots(facts, blocks, parts);
    }
    return new Section("functions", "Functions", parts);
  }

  private static String method(Facts facts, String method) {
    return switch (method) {
      case "lines" -> Summary.text("%d straight lines", facts.at("/functions/lines").asInt());
      case "table" -> "a table with an entry for each code";
      case "polynomial" -> "a polynomial, exact to the last bit";
      default -> method;
    };
  }

  private static Markup layers(Facts facts, Blocks blocks) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode layer : facts.at("/functions/layers")) {
      rows.add(
          Row.of(
              Cell.text(layer.path("layer").asString()),
              Cell.number(Summary.text("%.3f", layer.path("error_ulp").asDouble())),
              Cell.number(count(layer.path("at_index").asDouble())),
              Cell.number(
                  Summary.text(
                      "%.1f %%",
                      100
                          * layer.path("correctly_rounded").asDouble()
                          / layer.path("indices").asDouble())),
              Cell.number(count(layer.path("indices").asDouble()))));
    }
    String flips =
        facts.has("/functions/argmax_flips")
            ? Summary.text(
                "; they change the class of %d of %d calibration images",
                facts.at("/functions/argmax_flips/flips").asInt(),
                facts.at("/functions/argmax_flips/images").asInt())
            : "";
    return blocks.table(
        Table.of(
            "Lines in place of GELU, proven at every index" + flips,
            Table.columns(
                "Layer", "Greatest error, ulp", "at index", "Correctly rounded", "Indices"),
            rows));
  }

  /// The one with the greatest error for all to see, the others for those who look for them.
  private static void plots(Facts facts, Blocks blocks, List<Markup> parts) {
    List<Markup> others = new ArrayList<>();
    double worst = -1;
    Markup shown = new Markup("");
    for (JsonNode layer : facts.at("/functions/layers")) {
      String svg = facts.plots().getOrDefault(layer.path("plot").asString(""), "");
      if (svg.isEmpty()) {
        continue;
      }
      String name = layer.path("layer").asString();
      Markup figure =
          blocks.figure(
              "Codes and errors of " + name,
              name + ": its codes, and below them the error at each index.",
              Drawing.withoutStyle(svg));
      if (layer.path("error_ulp").asDouble() > worst) {
        if (worst >= 0) {
          others.add(shown);
        }
        worst = layer.path("error_ulp").asDouble();
        shown = figure;
      } else {
        others.add(figure);
      }
    }
    if (worst >= 0) {
      parts.add(shown);
    }
    if (!others.isEmpty()) {
      parts.add(blocks.folded(Summary.text("Plots of the other %d layers", others.size()), others));
    }
  }
}
