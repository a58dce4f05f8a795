package dev.vitcc.ir.program;

/// What one selection does to the tokens of an image.
///
/// @param kept tokens that stay
/// @param dropped tokens that don't
public record Selection(int kept, int dropped) {}
