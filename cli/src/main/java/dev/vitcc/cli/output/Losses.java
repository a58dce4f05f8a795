package dev.vitcc.cli.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Which layers wait the longest, and for what, in a few lines.
public final class Losses {
  private static final int SHOWN = 3;
  private static final double LEAST_SHARE = 0.001;
  private static final String PREFIX = "idle_";

  /// What layers wait for, by the names of the counters.
  private static final Map<String, String> CAUSES = causes();

  private Losses() {}

  /// What a layer can wait for, by the name that follows `idle_` in `report.json`.
  public static Map<String, String> causes() {
    Map<String, String> causes = new LinkedHashMap<>();
    causes.put("weights", "weights");
    causes.put("stationary", "the tile to be loaded");
    causes.put("operand", "its operand");
    causes.put("credit", "the vector unit");
    causes.put("command", "a command");
    return causes;
  }

  /// One layer, or the same layer of all blocks, and one cause.
  public record Loss(String what, long cycles) {}

  /// How much of a frame the matrix unit waits; then the greatest parts of it.
  static List<String> of(JsonNode report) {
    double frame = report.at("/cycles/estimated").asDouble();
    List<Loss> losses = greatest(report);
    long idle = losses.stream().mapToLong(Loss::cycles).sum();
    List<String> lines = new ArrayList<>();
    lines.add(percent(idle, frame) + " of the cycles, estimated");
    losses.stream()
        .filter(loss -> loss.cycles() >= LEAST_SHARE * frame)
        .limit(SHOWN)
        .forEach(loss -> lines.add(percent(loss.cycles(), frame) + "  " + loss.what()));
    return lines;
  }

  /// The greatest first.
  public static List<Loss> greatest(JsonNode report) {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode layer : report.path("layers")) {
      JsonNode counters = layer.path("cycles");
      String name = counters.path("stored").asString("").replaceAll("[0-9]+", "*");
      for (var cause : CAUSES.entrySet()) {
        long cycles = counters.path(PREFIX + cause.getKey()).asLong();
        sums.merge(name + " waits for " + cause.getValue(), cycles, Long::sum);
      }
    }
    List<Loss> losses = new ArrayList<>();
    sums.forEach((what, cycles) -> losses.add(new Loss(what, cycles)));
    long finish = report.at("/cycles/estimated_finish").asLong();
    losses.add(new Loss("from the last row to done", finish));
    losses.sort(Comparator.comparingLong(Loss::cycles).reversed());
    return losses;
  }

  private static String percent(long cycles, double frame) {
    return String.format(Locale.ROOT, "%4.1f %%", 100 * cycles / frame);
  }
}
