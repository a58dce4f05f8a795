package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;

/// What is asked of an engine.
///
/// @param available resources that it may take
/// @param device all there are: shares of them are what engines are compared by
/// @param mostCycles of a frame; `Long.MAX_VALUE` if it may take any time
/// @param preferred of the engines that are fast enough
public record Goal(Resources available, Resources device, long mostCycles, Preferred preferred) {
  /// The same with as few narrow columns as can be.
  Goal widest() {
    return new Goal(available, device, mostCycles, Preferred.WIDEST);
  }

  /// Which of several engines is the best.
  public enum Preferred {
    FASTEST,
    /// Takes the least of the board.
    CHEAPEST,
    /// Has the fewest narrow columns for its wide ones, so that the fewest rows are narrow; of
    /// those the cheapest.
    WIDEST
  }
}
