package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;

/// What is asked of an engine.
///
/// @param available resources that it may take
/// @param device all there are: shares of them are what engines are compared by
/// @param mostCycles of a frame; `Long.MAX_VALUE` asks for the fastest engine instead
public record Goal(Resources available, Resources device, long mostCycles) {
  /// Whether any engine that is fast enough will do, the cheapest of them then.
  boolean isBounded() {
    return mostCycles != Long.MAX_VALUE;
  }
}
