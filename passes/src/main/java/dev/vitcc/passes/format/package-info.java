/// Number formats: which one a row of weights and an activation has, and the codes of rows.
@NullMarked
package dev.vitcc.passes.format;

import org.jspecify.annotations.NullMarked;
