package dev.vitcc.backend.hls.view;

/// A parameter of the engine, or a size that follows from it.
///
/// @param type such as `int`
public record EngineConstant(String type, String name, String value, String meaning) {}
