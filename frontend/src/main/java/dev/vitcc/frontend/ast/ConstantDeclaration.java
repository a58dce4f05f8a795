package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// `const name = value;`, in a model or beside it.
public record ConstantDeclaration(Name name, Expression value, SourceLocation location)
    implements Item, Statement {}
