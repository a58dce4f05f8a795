/// From real values to integers: calibration, quantisers, legalisation.
@NullMarked
package dev.vitcc.passes.quantize;

import org.jspecify.annotations.NullMarked;
