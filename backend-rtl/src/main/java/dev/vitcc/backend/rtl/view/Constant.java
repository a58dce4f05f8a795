package dev.vitcc.backend.rtl.view;

import java.util.Optional;

/// A constant of a package.
///
/// @param type such as `int` or `logic [11:0]`
public record Constant(String type, String name, String value, Optional<String> comment) {}
