package dev.vitcc.backend.board.view;

/// Why there is no bitstream, and what there is instead.
public record NoBitstream(
    String board, String reason, String clockMhz, int memoryPorts, int axiBits) {}
