package dev.vitcc.backend.board.view;

import java.util.List;

/// A 32-bit register.
///
/// @param offset in hexadecimal
public record RegisterEntry(String name, String offset, String meaning, List<FieldEntry> fields) {}
