package dev.vitcc.cli.solve;

/// What became of a model on a board on which there is room for it.
sealed interface Outcome permits Solution, TooSlow {}
