/// The commands, a class each.
@NullMarked
package dev.vitcc.cli.command;

import org.jspecify.annotations.NullMarked;
