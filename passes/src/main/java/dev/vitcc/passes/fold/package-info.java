/// Rewrites of the real graph that change no value.
@NullMarked
package dev.vitcc.passes.fold;

import org.jspecify.annotations.NullMarked;
