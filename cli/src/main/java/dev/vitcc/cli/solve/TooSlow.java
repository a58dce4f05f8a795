package dev.vitcc.cli.solve;

import dev.vitcc.passes.tile.EngineChoice;

/// No engine that fits is fast enough.
///
/// @param fastest of those that fit
/// @param how it was found, as part of a message: ` with all 197 tokens`, or nothing
record TooSlow(EngineChoice fastest, String how) implements Outcome, Pruning {}
