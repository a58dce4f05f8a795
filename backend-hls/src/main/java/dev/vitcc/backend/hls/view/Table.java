package dev.vitcc.backend.hls.view;

import java.util.List;

/// A table of the numerics, which becomes a ROM.
///
/// @param rows several entries each
public record Table(String name, String comment, int entries, List<String> rows) {}
