/// What the user sees: progress, diagnostics, summaries.
@NullMarked
package dev.vitcc.cli.console;

import org.jspecify.annotations.NullMarked;
