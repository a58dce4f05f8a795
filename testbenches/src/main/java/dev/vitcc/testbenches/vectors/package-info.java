/// What a run of the hardware is compared with: images in, every stored tensor expected.
@NullMarked
package dev.vitcc.testbenches.vectors;

import org.jspecify.annotations.NullMarked;
