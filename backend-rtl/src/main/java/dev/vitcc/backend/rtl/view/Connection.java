package dev.vitcc.backend.rtl.view;

/// A parameter and its value.
///
/// @param name padded to the length of the longest
public record Connection(String name, String value) {}
