package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// A quoted text, without its quotes.
public record Text(String value, SourceLocation location) {}
