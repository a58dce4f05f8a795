package dev.vitcc.backend.rtl;

/// A file of the generated design.
///
/// @param path relative to the folder of the build, with `/`
public record SourceFile(String path, String text) {}
