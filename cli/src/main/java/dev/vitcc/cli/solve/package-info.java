/// One decision of all that a model leaves open: widths, tokens, shares of rows, engine.
@NullMarked
package dev.vitcc.cli.solve;

import org.jspecify.annotations.NullMarked;
