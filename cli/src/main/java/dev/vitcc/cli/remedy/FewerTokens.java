package dev.vitcc.cli.remedy;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.PruneClause.Automatic;
import dev.vitcc.ir.request.PruneClause.ByScore;
import dev.vitcc.ir.request.PruneClause.Keep;
import dev.vitcc.ir.request.PruneClause.Schedule;
import dev.vitcc.ir.request.PruneClause.Tokens;
import dev.vitcc.passes.prune.InsertTokenPruning;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Clauses that keep fewer tokens than a clause, the one with the most first.
final class FewerTokens {
  private static final int STEPS = 20;
  private static final double HUNDREDTHS = 100;

  private FewerTokens() {}

  /// @param graph that is pruned
  static List<PruneClause> of(PruneClause clause, Graph graph) {
    if (clause.schedule() instanceof Automatic) {
      return List.of();
    }
    int extra = clause.packageToken() == PackageToken.NONE ? 0 : 1;
    int least = InsertTokenPruning.leading(graph) + extra + 1;
    return IntStream.range(1, STEPS)
        .mapToObj(step -> (double) (STEPS - step) / STEPS)
        .map(share -> schedule(clause, share, least))
        .filter(fewer -> !fewer.equals(clause.schedule()))
        .distinct()
        .map(clause::withSchedule)
        .toList();
  }

  /// @param share of what the clause keeps
  /// @param least tokens of a stage
  private static Schedule schedule(PruneClause clause, double share, int least) {
    return switch (clause.schedule()) {
      case Tokens(List<Integer> counts) ->
          new Tokens(counts.stream().map(count -> Math.max(least, (int) (count * share))).toList());
      case Keep(List<Double> rates) ->
          new Keep(rates.stream().map(rate -> hundredths(rate * share)).toList());
      case ByScore _ ->
          new Keep(Collections.nCopies(clause.beforeBlocks().size(), hundredths(share)));
      case Automatic open -> open;
    };
  }

  private static double hundredths(double value) {
    return Math.max(1, Math.rint(value * HUNDREDTHS)) / HUNDREDTHS;
  }
}
