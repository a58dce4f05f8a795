/// Cycles of an accelerator program on an engine.
@NullMarked
package dev.vitcc.cost.cycles;

import org.jspecify.annotations.NullMarked;
