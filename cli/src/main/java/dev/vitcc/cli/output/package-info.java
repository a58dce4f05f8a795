/// The output folder: written beside, swapped whole, recovered when a swap was cut off.
@NullMarked
package dev.vitcc.cli.output;

import org.jspecify.annotations.NullMarked;
