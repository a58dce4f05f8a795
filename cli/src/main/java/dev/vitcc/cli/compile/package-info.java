/// From a loaded model to its design.
@NullMarked
package dev.vitcc.cli.compile;

import org.jspecify.annotations.NullMarked;
