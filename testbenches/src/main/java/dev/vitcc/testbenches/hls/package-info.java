/// The HLS C++ as a program that checks itself.
@NullMarked
package dev.vitcc.testbenches.hls;

import org.jspecify.annotations.NullMarked;
