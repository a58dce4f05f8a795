package dev.vitcc.cli.output;

/// Which forms of the hardware a build has.
///
/// @param rtl SystemVerilog, and its testbench
/// @param hls HLS C++, and its testbench
public record Parts(boolean rtl, boolean hls) {}
