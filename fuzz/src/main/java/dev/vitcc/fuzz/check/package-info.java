/// What is done with a model, and what can be wrong with it.
@NullMarked
package dev.vitcc.fuzz.check;

import org.jspecify.annotations.NullMarked;
