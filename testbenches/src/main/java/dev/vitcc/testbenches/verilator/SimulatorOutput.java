package dev.vitcc.testbenches.verilator;

import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.verilator.SimulationResult.Difference;
import dev.vitcc.testbenches.verilator.SimulationResult.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what one simulator prints: a JSON object a line, and now and then a line of the design's.
public final class SimulatorOutput {
  private static final int NOTES = 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final IntConsumer framesDone;
  private final List<Difference> differences = new ArrayList<>();
  private final Deque<String> notes = new ArrayDeque<>();
  private Optional<Failure> failure = Optional.empty();
  private Optional<String> error = Optional.empty();
  private Optional<JsonNode> result = Optional.empty();

  /// @param framesDone hears how many frames are done
  public SimulatorOutput(IntConsumer framesDone) {
    this.framesDone = framesDone;
  }

  public synchronized void line(String line) {
    JsonNode event = parse(line);
    switch (event.path("event").asString("")) {
      case "progress" -> framesDone.accept(event.path("frames").asInt());
      case "mismatch" ->
          differences.add(
              new Difference(
                  event.path("frame").asInt(),
                  event.path("element").asString(),
                  event.path("expected").asLong(),
                  event.path("found").asLong(),
                  event.path("count").asLong()));
      case "failure" ->
          failure =
              Optional.of(
                  new Failure(event.path("kind").asString(), event.path("message").asString()));
      case "error" -> error = Optional.of(event.path("message").asString());
      case "result" -> result = Optional.of(event);
      case "start" -> {}
      default -> note(line);
    }
  }

  private void note(String line) {
    if (line.isBlank()) {
      return;
    }
    if (notes.size() == NOTES) {
      notes.removeFirst();
    }
    notes.addLast(line);
  }

  private static JsonNode parse(String line) {
    if (line.startsWith("{")) {
      try {
        return JSON.readTree(line);
      } catch (JacksonException e) {
        // Half a line of a simulator that was stopped.
      }
    }
    return JSON.missingNode();
  }

  /// What the simulator found, once it has ended.
  ///
  /// @param frames that it was to run
  /// @throws ToolException if it ended without a result, or with one that cannot be
  public synchronized SimulationResult result(int exitCode, int frames) {
    if (error.isPresent()) {
      throw new ToolException(
          "the simulator cannot run: " + error.get(), "compile the model again");
    }
    if (result.isEmpty()) {
      if (failure.isPresent()) {
        return fatal(failure.get());
      }
      throw new ToolException(
          "the simulator ended with code " + exitCode + " and without a result: " + printed(), "");
    }
    SimulationResult found = read(result.get());
    boolean complete = found.frames() == frames && found.elements() > 0 && found.outputs() > 0;
    if (found.passed() != (exitCode == 0) || (found.passed() && !complete)) {
      throw new ToolException(
          "the simulator ended with code " + exitCode + ", but reported " + result.get(), "");
    }
    return found;
  }

  private String printed() {
    return notes.isEmpty() ? "it printed nothing" : String.join("\n", notes);
  }

  private SimulationResult read(JsonNode node) {
    Map<String, Long> counters = new TreeMap<>();
    node.path("counters")
        .properties()
        .forEach(e -> counters.put(e.getKey(), e.getValue().asLong()));
    return new SimulationResult(
        node.path("passed").asBoolean(false),
        node.path("frames").asInt(0),
        node.path("tensors").asInt(0),
        node.path("elements").asLong(0),
        node.path("outputs").asLong(0),
        node.path("mismatches").asLong(0),
        node.path("least_cycles").asLong(Long.MAX_VALUE),
        node.path("most_cycles").asLong(0),
        node.path("total_cycles").asLong(0),
        counters,
        node.path("simulated_cycles").asLong(0),
        node.path("seconds").asDouble(0),
        differences,
        failure,
        List.copyOf(notes));
  }

  /// The model of the design gave up, and took the simulator with it.
  private SimulationResult fatal(Failure cause) {
    return new SimulationResult(
        false,
        0,
        0,
        0,
        0,
        0,
        Long.MAX_VALUE,
        0,
        0,
        Map.of(),
        0,
        0,
        differences,
        Optional.of(cause),
        List.copyOf(notes));
  }
}
