package dev.vitcc.backend.rtl.view;

import java.util.List;

/// A small ROM in logic.
public record CaseRom(
    String name, String comment, int addressMsb, int dataMsb, List<RomEntry> entries) {}
