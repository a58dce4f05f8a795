package dev.vitcc.backend.board.view;

import java.util.List;

/// The register map for readers.
public record RegisterTable(
    int registerBytes, List<RegisterEntry> registers, List<CounterEntry> counters) {}
