package dev.vitcc.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// When each unit is at which layer, as `timeline` of `report.json` has it.
///
/// @param cycles of the frame
/// @param layers in the order in which they first run
/// @param fed for each layer, the share of the matrix unit's cycles in which it is fed a row
/// @param lanes stretches of each unit, in the order of time
record Timeline(
    long cycles, List<String> layers, List<Double> fed, Map<String, List<Stretch>> lanes) {
  private static final Pattern BLOCK = Pattern.compile("^([A-Za-z_]*[0-9]+)\\.(.+)$");

  /// @param layer index
  /// @param first cycle
  /// @param last cycle
  record Stretch(int layer, long first, long last) {}

  /// Layers that follow each other and belong together.
  ///
  /// @param isBlock whether it is one of several alike
  record Part(String name, boolean isBlock, long first, long last) {
    /// `block` of `block2`.
    String kind() {
      return name.replaceFirst("[0-9]+$", "");
    }
  }

  static Timeline of(JsonNode report) {
    List<String> layers = new ArrayList<>();
    report.at("/timeline/layers").forEach(layer -> layers.add(layer.asString()));
    Map<String, Double> fed = new LinkedHashMap<>();
    for (JsonNode layer : report.path("layers")) {
      JsonNode cycles = layer.path("cycles");
      fed.put(
          cycles.path("stored").asString(""),
          cycles.path("matrix_rows").asDouble() / Math.max(1, cycles.path("estimated").asDouble()));
    }
    Map<String, List<Stretch>> lanes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> unit : report.at("/timeline/units").properties()) {
      List<Stretch> stretches = new ArrayList<>();
      for (JsonNode triple : unit.getValue()) {
        stretches.add(
            new Stretch(triple.path(0).asInt(), triple.path(1).asLong(), triple.path(2).asLong()));
      }
      lanes.put(unit.getKey(), stretches);
    }
    List<Double> shares = layers.stream().map(layer -> fed.getOrDefault(layer, 1.0)).toList();
    return new Timeline(report.at("/cycles/estimated").asLong(), layers, shares, lanes);
  }

  /// The part of the model that a layer is in: its block, or itself.
  String part(int layer) {
    Matcher block = BLOCK.matcher(layers.get(layer));
    return block.matches() ? block.group(1) : layers.get(layer);
  }

  /// A layer's name within its part.
  String within(int layer) {
    Matcher block = BLOCK.matcher(layers.get(layer));
    return block.matches() ? block.group(2) : layers.get(layer);
  }

  /// Parts of the model, by the time at which the matrix unit is at them.
  List<Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Stretch stretch : lanes.getOrDefault("matrix", List.of())) {
      String name = part(stretch.layer());
      Part before =
          parts.getOrDefault(
              name,
              new Part(
                  name,
                  BLOCK.matcher(layers.get(stretch.layer())).matches(),
                  stretch.first(),
                  stretch.last()));
      parts.put(name, new Part(name, before.isBlock(), before.first(), stretch.last()));
    }
    return List.copyOf(parts.values());
  }

  Part part(String name) {
    return parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  /// The block in the middle of those that take the most of the frame, if there are blocks.
  Optional<String> typicalBlock() {
    Map<String, Long> taken = new LinkedHashMap<>();
    List<Part> blocks = parts().stream().filter(Part::isBlock).toList();
    blocks.forEach(block -> taken.merge(block.kind(), block.last() - block.first(), Long::sum));
    return taken.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> blocks.stream().filter(block -> block.kind().equals(most.getKey())).toList())
        .map(alike -> alike.get(alike.size() / 2).name());
  }

  /// Layers of a part, in the order in which they run.
  List<Integer> layersOf(String part) {
    List<Integer> of = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      if (part(layer).equals(part)) {
        of.add(layer);
      }
    }
    return of;
  }

  /// `1 attention.qkv, 2 attention.mixed …`: the numbers that layers of a part have in a drawing.
  String legend(String part) {
    List<String> names = new ArrayList<>();
    for (int layer : layersOf(part)) {
      names.add(names.size() + 1 + " " + within(layer));
    }
    return String.join(", ", names);
  }
}
