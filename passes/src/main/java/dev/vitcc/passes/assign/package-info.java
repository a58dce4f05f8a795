/// Which groups of rows have which format: an assignment problem, solved exactly.
@NullMarked
package dev.vitcc.passes.assign;

import org.jspecify.annotations.NullMarked;
