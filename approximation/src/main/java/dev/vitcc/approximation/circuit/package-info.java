/// Small functions of one integer as a graph of operations, from which everything else is derived:
/// values, widths, cost, SystemVerilog and HLS C++.
@NullMarked
package dev.vitcc.approximation.circuit;

import org.jspecify.annotations.NullMarked;
