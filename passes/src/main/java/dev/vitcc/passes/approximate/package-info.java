/// Functions by other means than a table of all their values.
@NullMarked
package dev.vitcc.passes.approximate;

import org.jspecify.annotations.NullMarked;
