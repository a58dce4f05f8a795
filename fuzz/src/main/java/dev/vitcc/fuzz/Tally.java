package dev.vitcc.fuzz;

import dev.vitcc.fuzz.check.Compiled;
import dev.vitcc.fuzz.check.Judge.Verdict;
import dev.vitcc.fuzz.draw.Clauses;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.request.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts of one group of models, or of several.
final class Tally {
  /// What is counted, as the summary has it.
  enum Count {
    COMPILES,
    COMPILED,
    REFUSED_MODELS,
    MODELS,
    INTERPRETED,
    HLS,
    RTL,
    ENGINES,
    SIMULATORS,
    PROGRAMS
  }

  private final Map<Count, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> nodes = new TreeMap<>();
  private final Map<String, Integer> weights = new TreeMap<>();

  void add(Count count) {
    counts.merge(count, 1, Integer::sum);
  }

  int get(Count count) {
    return counts.getOrDefault(count, 0);
  }

  /// A draft that was compiled, or not.
  void drawn(Verdict<Compiled> outcome) {
    add(Count.COMPILES);
    if (outcome instanceof Verdict.Refused<Compiled>(List<String> codes)) {
      codes.forEach(code -> refusals.merge(code, 1, Integer::sum));
    } else {
      add(Count.COMPILED);
    }
  }

  /// A model that goes on to be compared.
  void model(Compiled model) {
    add(Count.MODELS);
    for (Node node : model.integer().graph().nodes()) {
      nodes.merge(node.op().mnemonic(), 1, Integer::sum);
    }
    NumberFormat format = Clauses.parse(model.subject().clauses()).quantize().weights().value();
    weights.merge(word(format), 1, Integer::sum);
  }

  private static String word(NumberFormat format) {
    return switch (format) {
      case NumberFormat.Mixed _ -> "mixed in shares";
      case NumberFormat.ByColumn _ -> "mixed by column";
      case NumberFormat.ElasticSignificantBits _ -> "esb";
      case NumberFormat.Fixed _,
          NumberFormat.Binary _,
          NumberFormat.Ternary _,
          NumberFormat.PowerOfTwo _ ->
          format.text();
    };
  }

  void add(Tally other) {
    merge(counts, other.counts);
    merge(refusals, other.refusals);
    merge(nodes, other.nodes);
    merge(weights, other.weights);
  }

  private static <K> void merge(Map<K, Integer> into, Map<K, Integer> from) {
    from.forEach((key, count) -> into.merge(key, count, Integer::sum));
  }

  /// Refusals by code.
  Map<String, Integer> refusals() {
    return new LinkedHashMap<>(refusals);
  }

  /// Nodes of integer graphs by op.
  Map<String, Integer> nodes() {
    return new LinkedHashMap<>(nodes);
  }

  /// Models by the format of their weights.
  Map<String, Integer> weights() {
    return new LinkedHashMap<>(weights);
  }
}
