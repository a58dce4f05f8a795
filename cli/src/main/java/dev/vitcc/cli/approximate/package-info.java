/// Output of `vitcc approximate`.
@NullMarked
package dev.vitcc.cli.approximate;

import org.jspecify.annotations.NullMarked;
