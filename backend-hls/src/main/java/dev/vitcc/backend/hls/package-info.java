/// View records to HLS C++.
@NullMarked
package dev.vitcc.backend.hls;

import org.jspecify.annotations.NullMarked;
