package dev.vitcc.frontend.ast;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.Optional;

/// An argument of a call: by position, or by name as in `heads = 3`.
public record Argument(Optional<Name> name, Expression value, SourceLocation location) {}
