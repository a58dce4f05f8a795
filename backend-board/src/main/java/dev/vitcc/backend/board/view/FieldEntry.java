package dev.vitcc.backend.board.view;

/// Some bits of a register.
///
/// @param bits `7` or `31:16`
/// @param mask in hexadecimal
/// @param access its name in scripts
/// @param accessText what reading and writing do
public record FieldEntry(
    String name,
    int lsb,
    int width,
    String bits,
    String mask,
    String access,
    String accessText,
    String meaning) {}
