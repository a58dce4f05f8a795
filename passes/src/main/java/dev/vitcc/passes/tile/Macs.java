package dev.vitcc.passes.tile;

/// Multiplications of a model for one frame.
///
/// @param all of them
/// @param narrow those of layers that narrow columns can have a part in
public record Macs(long all, long narrow) {}
