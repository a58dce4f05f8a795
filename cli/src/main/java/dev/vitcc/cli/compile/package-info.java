/// The steps of a compile, each from the results of those before.
@NullMarked
package dev.vitcc.cli.compile;

import org.jspecify.annotations.NullMarked;
