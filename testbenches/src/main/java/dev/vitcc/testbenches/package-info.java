/// Test vectors, and the runners of Verilator and of HLS C++.
@NullMarked
package dev.vitcc.testbenches;

import org.jspecify.annotations.NullMarked;
