package dev.vitcc.cli.page;

/// A figure that stands at the head of a page.
///
/// @param note what it is held against
/// @param isBad whether it misses what was asked for; the note says so, too
public record KeyFigure(String name, String value, String unit, String note, boolean isBad) {}
