package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// What stands at the top level of a file: the model, a constant or a clause.
public sealed interface Item permits ModelDeclaration, ConstantDeclaration, Clause {
  SourceLocation location();
}
