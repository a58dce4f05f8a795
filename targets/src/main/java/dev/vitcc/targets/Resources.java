package dev.vitcc.targets;

/// What a device has to build with.
///
/// @param lut 6-input lookup tables
/// @param ff flip-flops
/// @param dsp DSP blocks
/// @param bram36 block memories of 36 Kib
/// @param uram UltraRAM blocks of 288 Kib
public record Resources(int lut, int ff, int dsp, int bram36, int uram) {}
