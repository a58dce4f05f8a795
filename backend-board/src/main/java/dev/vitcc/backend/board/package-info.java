/// From the RTL to a running board: scripts for Vivado, drivers, the register map as documents.
@NullMarked
package dev.vitcc.backend.board;

import org.jspecify.annotations.NullMarked;
