/// Token pruning: selectors in front of blocks, and what they drop.
@NullMarked
package dev.vitcc.passes.prune;

import org.jspecify.annotations.NullMarked;
