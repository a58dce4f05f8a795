package dev.vitcc.backend.hls;

/// A file of the generated design.
///
/// @param path relative to the folder of the build, with `/`
public record SourceFile(String path, String text) {}
