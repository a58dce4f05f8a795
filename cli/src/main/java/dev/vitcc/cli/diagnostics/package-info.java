/// What is wrong as documents: JSON and SARIF.
@NullMarked
package dev.vitcc.cli.diagnostics;

import org.jspecify.annotations.NullMarked;
