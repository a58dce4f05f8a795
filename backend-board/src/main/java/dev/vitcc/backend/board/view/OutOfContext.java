package dev.vitcc.backend.board.view;

/// The clock of the accelerator alone.
public record OutOfContext(String clockMhz, String periodNs) {}
