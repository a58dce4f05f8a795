package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;

/// One of several ways to do something, such as `max`, `percentile(99.9)` or `table`.
public record Choice(Name name, List<Argument> arguments, SourceLocation location) {
  public Choice {
    arguments = List.copyOf(arguments);
  }
}
