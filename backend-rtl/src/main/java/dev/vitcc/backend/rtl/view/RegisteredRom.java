package dev.vitcc.backend.rtl.view;

import java.util.List;

/// A ROM in block memory.
///
/// @param rows literals of `rowEntries` entries, the last entries first
public record RegisteredRom(
    String name,
    String comment,
    int addressMsb,
    int dataMsb,
    int dataBits,
    int tableMsb,
    int lastEntry,
    int rowEntries,
    List<String> rows) {}
