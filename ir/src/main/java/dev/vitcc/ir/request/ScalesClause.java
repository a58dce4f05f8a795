package dev.vitcc.ir.request;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// Activation steps and row formats that a quantisation-aware training run left behind.
///
/// @param path of a file as docs/scales.md describes it, relative to the model file
public record ScalesClause(String path, SourceLocation location) {}
