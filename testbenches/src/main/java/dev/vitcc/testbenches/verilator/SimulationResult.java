package dev.vitcc.testbenches.verilator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a simulation found.
///
/// @param passed whether every element was compared and equal, and nothing else went wrong
/// @param frames that were run to their end and equal
/// @param tensors that the program stores each frame
/// @param elements compared as they were stored, over all frames
/// @param outputs compared in memory
/// @param mismatches elements and outputs that differ
/// @param leastCycles of a frame, from start to done
/// @param totalCycles of all frames that were run
/// @param counters of the accelerator by name, summed over all frames
/// @param simulatedCycles cycles of the clock, those between the frames included
/// @param seconds of the slowest process, without building
/// @param differences the first of each tensor
/// @param failure what else went wrong, in the design's behaviour
/// @param notes lines that the design or the simulator printed, such as messages of its checks
public record SimulationResult(
    boolean passed,
    int frames,
    int tensors,
    long elements,
    long outputs,
    long mismatches,
    long leastCycles,
    long mostCycles,
    long totalCycles,
    Map<String, Long> counters,
    long simulatedCycles,
    double seconds,
    List<Difference> differences,
    Optional<Failure> failure,
    List<String> notes) {
  public SimulationResult {
    counters = java.util.Collections.unmodifiableMap(new TreeMap<>(counters));
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /// Where a tensor first differs.
  ///
  /// @param element such as `blocks.0.scores[2,5,17]`
  /// @param count elements of the tensor that differ in this frame
  public record Difference(int frame, String element, long expected, long found, long count) {
    @Override
    public String toString() {
      return "frame "
          + frame
          + ": "
          + element
          + " expected "
          + expected
          + ", found "
          + found
          + (count > 1 ? " (and " + (count - 1) + " more)" : "");
    }
  }

  /// A failure that is not a difference.
  ///
  /// @param kind such as `axi`, `deadlock`, `order`, `missing`, `assertion`
  public record Failure(String kind, String message) {
    @Override
    public String toString() {
      return kind + ": " + message;
    }
  }

  /// Cycles of a frame on average, over those that were run.
  public double meanCycles() {
    Long ran = counters.get("frames");
    return ran == null || ran == 0 ? 0 : (double) totalCycles / ran;
  }

  /// Cycles simulated a second by all processes together.
  public double cyclesPerSecond() {
    return seconds > 0 ? simulatedCycles / seconds : 0;
  }

  /// The findings, a line each: differences, then the failure, then what was printed.
  public List<String> findings() {
    List<String> lines = new ArrayList<>();
    differences.forEach(difference -> lines.add(difference.toString()));
    failure.ifPresent(found -> lines.add(found.toString()));
    if (!passed) {
      lines.addAll(notes);
    }
    return lines;
  }

  /// This result and that of the frames which follow; the earlier failure counts.
  SimulationResult and(SimulationResult next) {
    Map<String, Long> sums = new TreeMap<>(counters);
    next.counters.forEach((name, value) -> sums.merge(name, value, Long::sum));
    List<Difference> all = new ArrayList<>(differences);
    all.addAll(next.differences);
    List<String> printed = new ArrayList<>(notes);
    printed.addAll(next.notes);
    return new SimulationResult(
        passed && next.passed,
        frames + next.frames,
        Math.max(tensors, next.tensors),
        elements + next.elements,
        outputs + next.outputs,
        mismatches + next.mismatches,
        Math.min(leastCycles, next.leastCycles),
        Math.max(mostCycles, next.mostCycles),
        totalCycles + next.totalCycles,
        sums,
        simulatedCycles + next.simulatedCycles,
        Math.max(seconds, next.seconds),
        all,
        failure.or(next::failure),
        printed);
  }
}
