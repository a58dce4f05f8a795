package dev.vitcc.passes.approximate;

import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.request.ApproximateClause;
import dev.vitcc.ir.request.ApproximateClause.Function;
import java.util.List;
import java.util.Optional;

/// The functions that are to be polynomials rather than tables, and how near.
public record Approximations(List<Line> lines) {
  /// All functions are looked up.
  public static final Approximations TABLES = new Approximations(List.of());

  /// What a polynomial may err by if nobody says.
  private static final double DEFAULT_ULPS = 1;

  public Approximations {
    lines = List.copyOf(lines);
  }

  /// @param ulps the greatest error, in units of the last place
  public record Line(Function function, double ulps, SourceLocation location) {}

  public static Approximations of(ApproximateClause clause) {
    return new Approximations(
        clause.approximations().stream()
            .filter(line -> line.method() instanceof ApproximateClause.Polynomial)
            .map(
                line ->
                    new Line(line.function(), line.maxUlps().orElse(DEFAULT_ULPS), line.location()))
            .toList());
  }

  Optional<Line> line(Function function) {
    return lines.stream().filter(line -> line.function() == function).findFirst();
  }

  /// The tables of constants that are no memory. That of EXP2 never is: its 64 entries take fewer
  /// lookup tables than any polynomial (docs/approximations.md).
  public Evaluated evaluated() {
    return new Evaluated(line(Function.RSQRT).isPresent(), line(Function.RECIPROCAL).isPresent());
  }
}
