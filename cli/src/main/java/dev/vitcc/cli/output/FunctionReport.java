package dev.vitcc.cli.output;

import dev.vitcc.approximation.Proof;
import dev.vitcc.cli.approximate.FunctionPlot;
import dev.vitcc.cli.compile.Design;
import dev.vitcc.ir.numerics.Exponential;
import dev.vitcc.ir.numerics.Lines;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.passes.approximate.LayerFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `functions` of `report.json`: those that are no tables, and how near they come.
final class FunctionReport {
  private FunctionReport() {}

  static ObjectNode of(Design design) {
    Formats formats = design.program().engine().formats();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    Evaluated evaluated = formats.evaluated();
    node.put("rsqrt", method(evaluated.rsqrt()));
    node.put("reciprocal", method(evaluated.reciprocal()));
    node.put("exp", exponential(formats.exponential()));
    node.put("gelu", formats.lines().exist() ? "lines" : "table");
    if (formats.lines().exist()) {
      lines(node, design, formats.lines());
    }
    return node;
  }

  /// Always a table, whatever it holds.
  private static String exponential(Exponential form) {
    return form == Exponential.EXACT ? "table" : form.name().toLowerCase(Locale.ROOT);
  }

  private static String method(boolean isEvaluated) {
    return isEvaluated ? "polynomial" : "table";
  }

  private static void lines(ObjectNode node, Design design, Lines lines) {
    node.put("lines", lines.segments());
    design
        .flips()
        .ifPresent(
            flips ->
                node.putObject("argmax_flips")
                    .put("images", flips.images())
                    .put("flips", flips.flips()));
    ArrayNode layers = node.putArray("layers");
    for (LayerFunction function : LayerFunction.of(design.integer())) {
      Proof proof = function.lines().candidate().proof();
      layers
          .addObject()
          .put("layer", function.layer())
          .put("error_ulp", proof.ulps())
          .put("at_index", proof.at())
          .put("indices", proof.inputs())
          .put("correctly_rounded", proof.correctlyRounded())
          .put("plot", plot(function.layer()));
    }
  }

  private static String plot(String layer) {
    return "plots/" + layer + ".svg";
  }

  /// Codes and errors of each layer's function over all indices, by the name of the file.
  static Map<String, String> plots(Design design) {
    Map<String, String> plots = new LinkedHashMap<>();
    for (LayerFunction function : LayerFunction.of(design.integer())) {
      plots.put(
          plot(function.layer()),
          FunctionPlot.svg(function.problem(), function.lines().candidate()));
    }
    return plots;
  }

  /// A line, if anything is no table.
  static List<String> lines(JsonNode functions) {
    List<String> parts = new ArrayList<>();
    if (functions.has("lines")) {
      double worst = 0;
      for (JsonNode layer : functions.path("layers")) {
        worst = Math.max(worst, layer.path("error_ulp").asDouble());
      }
      String flips =
          functions.has("argmax_flips")
              ? Summary.text(
                  ", %d of %d classes changed",
                  functions.at("/argmax_flips/flips").asInt(),
                  functions.at("/argmax_flips/images").asInt())
              : "";
      parts.add(
          Summary.text(
              "gelu %d lines, at most %.2f ulp%s", functions.path("lines").asInt(), worst, flips));
    }
    String exponential = functions.path("exp").asString("table");
    if (!exponential.equals("table")) {
      parts.add("exp " + exponential);
    }
    for (String name : List.of("rsqrt", "reciprocal")) {
      if (functions.path(name).asString("").equals("polynomial")) {
        parts.add(name + " polynomial, exact");
      }
    }
    return parts.isEmpty() ? List.of() : List.of(String.join("   ", parts));
  }
}
