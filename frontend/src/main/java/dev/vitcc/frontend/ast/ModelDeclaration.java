package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;

/// `model name { statements }`.
public record ModelDeclaration(Name name, List<Statement> body, SourceLocation location)
    implements Item {
  public ModelDeclaration {
    body = List.copyOf(body);
  }
}
