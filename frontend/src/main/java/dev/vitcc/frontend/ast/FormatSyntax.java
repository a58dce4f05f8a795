package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Optional;

/// A number format as it was written, such as `fixed(4..8)` or `mixed { 60% power_of_two(4), 40%
/// fixed(4) }`.
public sealed interface FormatSyntax {
  SourceLocation location();

  /// A format by name, with its widths.
  record Named(Name name, List<FormatArgument> arguments, SourceLocation location)
      implements FormatSyntax {
    public Named {
      arguments = List.copyOf(arguments);
    }
  }

  /// Rows of several formats in one matrix.
  record Mixed(List<Share> shares, SourceLocation location) implements FormatSyntax {
    public Mixed {
      shares = List.copyOf(shares);
    }
  }

  /// `percent % format`, or the format alone.
  record Share(Optional<Expression> percent, FormatSyntax format, SourceLocation location) {}

  /// A width, or a range of widths as in `4..8`.
  record FormatArgument(
      Optional<Name> name, Expression low, Optional<Expression> high, SourceLocation location) {}
}
