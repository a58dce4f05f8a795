package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// How nonlinear functions are computed; a function that is not listed is computed by table.
public record ApproximateClause(List<Approximation> approximations, SourceLocation location) {
  public ApproximateClause {
    approximations = List.copyOf(approximations);
  }

  /// One function, its method, and the error that is allowed, in units of the last place.
  public record Approximation(
      Function function, Method method, Optional<Double> maxUlps, SourceLocation location) {}

  /// A nonlinear function of a vision transformer.
  public enum Function {
    GELU,
    EXP,
    RSQRT,
    RECIPROCAL,
    SIGMOID
  }

  /// A way to compute a function.
  public sealed interface Method {}

  /// A table with an entry for each code of the operand.
  public record Table() implements Method {}

  /// A piecewise polynomial, fitted to the error that is allowed.
  public record Polynomial() implements Method {}

  /// HeatViT's polynomials, with its regularisation factor.
  public record HeatVit(double delta) implements Method {}

  /// I-BERT's integer polynomials.
  public record IBert() implements Method {}

  /// I-ViT's shifts.
  public record IVit() implements Method {}
}
