/// From the integer graph to the accelerator program.
@NullMarked
package dev.vitcc.passes.schedule;

import org.jspecify.annotations.NullMarked;
