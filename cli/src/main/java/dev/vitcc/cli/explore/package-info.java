/// Frontiers of engines: what more hardware buys, board by board.
@NullMarked
package dev.vitcc.cli.explore;

import org.jspecify.annotations.NullMarked;
