/// What would help a model that misses its target.
@NullMarked
package dev.vitcc.cli.remedy;

import org.jspecify.annotations.NullMarked;
