/// Differential fuzzing of the whole compiler: random models, on every implementation that there
/// is.
@NullMarked
package dev.vitcc.fuzz;

import org.jspecify.annotations.NullMarked;
