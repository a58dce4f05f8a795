/// The RTL of a build, run and compared with the integer reference.
@NullMarked
package dev.vitcc.cli.simulate;

import org.jspecify.annotations.NullMarked;
