package dev.vitcc.passes.manager;

import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.format.FormatPlan;
import java.util.Optional;

/// How a network is changed on its way to integers.
///
/// @param pruning of tokens, if any are pruned
/// @param formats of weights and activations
/// @param approximations of functions
public record Choices(
    Optional<PruneClause> pruning, FormatPlan formats, Approximations approximations) {

  /// All tokens, and tables.
  public static Choices of(FormatPlan formats) {
    return new Choices(Optional.empty(), formats, Approximations.TABLES);
  }
}
