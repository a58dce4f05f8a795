package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// A line of the approximate clause: `gelu, exp polynomial error <= 1 ulp;`.
public record ApproximateItem(
    List<Name> functions, Choice method, Optional<ErrorLimit> error, SourceLocation location) {
  public ApproximateItem {
    functions = List.copyOf(functions);
  }

  /// `error <= 1 ulp`.
  public record ErrorLimit(Bound bound, Quantity limit, SourceLocation location) {}
}
