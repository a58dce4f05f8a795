package dev.vitcc.passes.approximate;

import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Function;
import java.util.Optional;

/// Which functions are to be approximated, and how nearly.
///
/// @param gelu the greatest error in units of the last place; empty for a table
public record Approximations(Optional<Double> gelu) {
  /// All functions are looked up.
  public static final Approximations TABLES = new Approximations(Optional.empty());

  /// What a polynomial may err by if nobody says.
  private static final double DEFAULT_ULPS = 1;

  public static Approximations of(ApproximateClause clause) {
    return new Approximations(
        clause.approximations().stream()
            .filter(line -> line.function() == Function.GELU)
            .filter(line -> line.method() instanceof ApproximateClause.Polynomial)
            .map(line -> line.maxUlps().orElse(DEFAULT_ULPS))
            .findFirst());
  }
}
