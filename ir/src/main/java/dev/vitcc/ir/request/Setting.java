package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// A value that the user chose, or a default, with the place to point at when it can't be had.
public record Setting<T>(T value, SourceLocation location) {}
