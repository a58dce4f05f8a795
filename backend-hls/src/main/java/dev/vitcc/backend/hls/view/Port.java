package dev.vitcc.backend.hls.view;

/// A memory port that the image is read through.
///
/// @param pointer its name in the top
public record Port(int index, String pointer) {}
