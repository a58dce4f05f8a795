package dev.vitcc.cli.output;

/// What a build has beside image, report and test vectors.
///
/// @param rtl SystemVerilog, and its testbench
/// @param hls HLS C++, and its testbench
/// @param vivado scripts that make an IP block and a bitstream of the RTL
/// @param driver drivers in C and Python
public record Parts(boolean rtl, boolean hls, boolean vivado, boolean driver) {}
