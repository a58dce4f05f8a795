package dev.vitcc.cli.solve;

/// What became of the tokens that a model leaves open.
sealed interface Pruning permits Pruned, TooSlow {}
