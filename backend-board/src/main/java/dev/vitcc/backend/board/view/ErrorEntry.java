package dev.vitcc.backend.board.view;

/// An error bit of the status.
///
/// @param mask in hexadecimal
public record ErrorEntry(String mask, String meaning) {}
