package dev.vitcc.fuzz;

import dev.vitcc.fuzz.Tally.Count;
import dev.vitcc.fuzz.draw.Steering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a run did and found.
public final class Summary {
  private final Tally tally;
  private final Map<String, Steering.Tally> edits;
  private final List<Fuzz.Mismatch> mismatches;

  Summary(Tally tally, Map<String, Steering.Tally> edits, List<Fuzz.Mismatch> mismatches) {
    this.tally = tally;
    this.edits = new LinkedHashMap<>(edits);
    this.mismatches = List.copyOf(mismatches);
  }

  public List<Fuzz.Mismatch> mismatches() {
    return mismatches;
  }

  /// Models that were compared.
  public int models() {
    return tally.get(Count.MODELS);
  }

  /// Models that were compared on HLS C++.
  public int hls() {
    return tally.get(Count.HLS);
  }

  /// Models that were compared on RTL.
  public int rtl() {
    return tally.get(Count.RTL);
  }

  /// Simulators that those share.
  int simulators() {
    return tally.get(Count.SIMULATORS);
  }

  /// Of all graphs that were given to the compiler, edits included, those that it took.
  public double accepted() {
    int all = tally.get(Count.COMPILES);
    return all == 0 ? 0 : (double) tally.get(Count.COMPILED) / all;
  }

  /// Nodes of the integer graphs that were compared, by op.
  public Map<String, Integer> nodes() {
    return tally.nodes();
  }

  /// The lines for people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d models on %d engines: %d by interpreter, %d by HLS C++ (%d programs), %d by RTL (%d simulators)"
            .formatted(
                models(),
                tally.get(Count.ENGINES),
                tally.get(Count.INTERPRETED),
                hls(),
                tally.get(Count.PROGRAMS),
                rtl(),
                tally.get(Count.SIMULATORS)));
    lines.add(
        "%d of %d graphs compiled (%d %%); refused %s; %d models given up"
            .formatted(
                tally.get(Count.COMPILED),
                tally.get(Count.COMPILES),
                Math.round(100 * accepted()),
                text(tally.refusals()),
                tally.get(Count.REFUSED_MODELS)));
    lines.add("weights: " + text(tally.weights()));
    lines.add("nodes: " + text(tally.nodes()));
    lines.add("edits kept: " + editsText());
    lines.add("mismatches: " + mismatches.size());
    return lines;
  }

  private static String text(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.<Integer>reverseOrder()))
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  private String editsText() {
    return edits.entrySet().stream()
        .map(
            entry ->
                "%s %d of %d"
                    .formatted(entry.getKey(), entry.getValue().kept(), entry.getValue().tried()))
        .collect(Collectors.joining(", "));
  }
}
