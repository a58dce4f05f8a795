package dev.vitcc.backend.board.view;

/// A 64-bit counter.
///
/// @param label its name in lower case
/// @param offset of the low word, in hexadecimal
public record CounterEntry(String name, String label, int index, String offset, String meaning) {}
