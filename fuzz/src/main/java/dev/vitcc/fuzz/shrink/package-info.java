/// From a model that fails to the least that fails in the same way, as a file.
@NullMarked
package dev.vitcc.fuzz.shrink;

import org.jspecify.annotations.NullMarked;
