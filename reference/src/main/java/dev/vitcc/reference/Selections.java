package dev.vitcc.reference;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.ir.program.Selection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the selections of a graph did to the tokens of an image.
public final class Selections {
  private Selections() {}

  /// One for each op that drops tokens.
  ///
  /// @param values of the integer graph, as [IntegerReference] gives them
  public static List<Selection> of(Graph graph, Map<String, TensorData> values) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof PruneTokens)
        .map(
            node -> {
              TensorData scores = Objects.requireNonNull(values.get(node.operands().get(1)));
              KeptTokens tokens = IntegerTokens.kept((PruneTokens) node.op(), words(scores));
              return new Selection(tokens.kept().length, tokens.dropped().length);
            })
        .toList();
  }

  private static int[] words(TensorData scores) {
    if (scores instanceof TensorData.Words words) {
      return words.values();
    }
    throw new IllegalArgumentException("scores are not 32-bit integers: " + scores);
  }
}
