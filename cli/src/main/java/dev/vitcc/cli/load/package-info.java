/// What a compile starts from: the model with its weights, its images, and references on them.
@NullMarked
package dev.vitcc.cli.load;

import org.jspecify.annotations.NullMarked;
