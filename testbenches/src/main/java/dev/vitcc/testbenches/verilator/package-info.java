/// Builds the simulator of a generated design and runs frames through it.
@NullMarked
package dev.vitcc.testbenches.verilator;

import org.jspecify.annotations.NullMarked;
