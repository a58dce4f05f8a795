/// How many tokens stay: chosen by what blocks cost for so many tokens, and by what the model
/// loses.
@NullMarked
package dev.vitcc.passes.sparsity;

import org.jspecify.annotations.NullMarked;
