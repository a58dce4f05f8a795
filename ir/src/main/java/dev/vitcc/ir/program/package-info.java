/// The accelerator program: commands for the units of an engine, and how they are encoded.
@NullMarked
package dev.vitcc.ir.program;

import org.jspecify.annotations.NullMarked;
