package dev.vitcc.backend.board.view;

/// A port of the IP block.
///
/// @param direction `input ` or `output`
/// @param range with a space behind it; empty for one bit
public record IpPort(String direction, String range, String name) {}
