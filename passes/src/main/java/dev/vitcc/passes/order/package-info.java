/// The order of channels: which column of the array computes which row of weights.
@NullMarked
package dev.vitcc.passes.order;

import org.jspecify.annotations.NullMarked;
