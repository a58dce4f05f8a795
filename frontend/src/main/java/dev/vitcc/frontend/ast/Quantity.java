package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Optional;

/// A number with its unit, such as `150 MHz`, `85%` or `1 ulp`.
public record Quantity(Expression value, Optional<Name> unit, SourceLocation location) {}
