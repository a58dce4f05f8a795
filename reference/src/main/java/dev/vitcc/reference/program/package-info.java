/// What an accelerator program computes, read from the bytes that the hardware reads.
@NullMarked
package dev.vitcc.reference.program;

import org.jspecify.annotations.NullMarked;
