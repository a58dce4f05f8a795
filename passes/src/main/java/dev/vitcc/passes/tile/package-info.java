/// Tile and unroll: the engine for a model on a board, and the loops that a model becomes on it.
@NullMarked
package dev.vitcc.passes.tile;

import org.jspecify.annotations.NullMarked;
