/// Files from elsewhere, whatever is in them.
@NullMarked
package dev.vitcc.integration.hostile;

import org.jspecify.annotations.NullMarked;
