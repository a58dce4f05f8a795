/// Test vectors, and the runners of Verilator and of HLS C++.
package dev.vitcc.testbenches;
