/// Lookup tables, flip-flops, multipliers and memories that an engine takes.
@NullMarked
package dev.vitcc.cost.resources;

import org.jspecify.annotations.NullMarked;
