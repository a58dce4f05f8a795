/// vitcc's command line as shells and manuals want it: completion scripts, the man page.
@NullMarked
package dev.vitcc.cli.shell;

import org.jspecify.annotations.NullMarked;
