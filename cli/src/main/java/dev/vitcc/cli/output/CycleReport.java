package dev.vitcc.cli.output;

import dev.vitcc.cli.compile.ExpectedTokens;
import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.LayerCycles;
import dev.vitcc.ir.program.RegisterMap.Counter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a frame is expected to take, as part of `report.json`.
public final class CycleReport {
  private CycleReport() {}

  /// Adds the cycles, and what every counter of the hardware is expected to show.
  public static void add(ObjectNode report, CycleEstimate estimate) {
    ObjectNode cycles = report.putObject("cycles");
    cycles.put("estimated", estimate.cycles()).put("estimated_finish", estimate.finish());
    ObjectNode counters = report.putObject("estimated_counters_per_frame");
    for (Counter counter : Counter.values()) {
      if (!counter.countsTokens() || estimate.count(counter) > 0) {
        counters.put(name(counter), estimate.count(counter));
      }
    }
  }

  /// Adds what images of calibration take; the estimate is what a frame takes of which no token is
  /// dropped.
  public static void add(ObjectNode report, ExpectedTokens expected) {
    ((ObjectNode) report.path("cycles")).put("expected", expected.cycles());
    ObjectNode tokens = report.putObject("expected_tokens").put("images", expected.images());
    expected.kept().forEach(tokens.putArray("kept")::add);
  }

  /// Cycles of a layer: rows that were issued, and what it waited for.
  public static ObjectNode layer(LayerCycles cycles) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("stored", cycles.name());
    node.put("estimated", cycles.cycles()).put("matrix_rows", cycles.rows());
    node.put("idle_weights", cycles.weights()).put("idle_stationary", cycles.stationary());
    node.put("idle_operand", cycles.operand()).put("idle_credit", cycles.credit());
    node.put("idle_command", cycles.command()).put("tiles", cycles.tiles());
    node.put("stream_words", cycles.streamWords());
    return node.put("vector_drain", cycles.drain()).put("vector_blocked", cycles.drainBlocked());
  }

  /// The share of its multiplications that the array does for the model in so many cycles; where
  /// some columns are narrow, of those that each layer can use.
  public static double busy(JsonNode report, double cycles) {
    double peak = 1;
    for (String extent : List.of("pm", "pk", "pn")) {
      peak *= report.path("engine").path(extent).asInt();
    }
    double least = report.path("macs_per_frame").asDouble() / peak;
    return report.path("array_cycles").asDouble(least) / cycles;
  }

  /// The name that the simulation gives a counter.
  public static String name(Counter counter) {
    return switch (counter) {
      case ROWS -> "matrix_rows";
      case DRAIN -> "vector_drain";
      case DRAIN_BLOCKED -> "vector_blocked";
      case CYCLES,
          IDLE_WEIGHTS,
          IDLE_STATIONARY,
          IDLE_OPERAND,
          IDLE_CREDIT,
          IDLE_COMMAND,
          STREAM_WORDS,
          STREAM_BLOCKED,
          STREAM_STARVED,
          TILES,
          FRAMES,
          TOKENS_1,
          TOKENS_2,
          TOKENS_3,
          TOKENS_4,
          TOKENS_5,
          TOKENS_6,
          TOKENS_7,
          TOKENS_8 ->
          counter.name().toLowerCase(Locale.ROOT);
    };
  }
}
