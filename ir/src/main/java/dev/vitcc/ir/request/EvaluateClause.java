package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// Images to measure accuracy on, with their labels; both relative to the model file.
public record EvaluateClause(String images, String labels, SourceLocation location) {}
