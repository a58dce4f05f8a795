/// The memory image that the accelerator reads.
@NullMarked
package dev.vitcc.passes.emit;

import org.jspecify.annotations.NullMarked;
