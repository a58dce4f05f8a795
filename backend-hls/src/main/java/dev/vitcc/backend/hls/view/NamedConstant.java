package dev.vitcc.backend.hls.view;

/// A constant of the namespace.
///
/// @param type such as `int`
public record NamedConstant(String type, String name, String value) {}
