package dev.vitcc.cli.page;

import java.util.Locale;
import java.util.Optional;

/// A cell of a table.
///
/// @param isLong whether it may take several lines where others may not
/// @param bar percent of the cell that a bar below the text takes
public record Cell(
    String text, boolean isNumber, boolean isCode, boolean isLong, Optional<String> bar) {
  public static final Cell NONE = Cell.number("–");
  private static final double PERCENT = 100;
  private static final int LONG = 40;

  public static Cell text(String text) {
    return new Cell(text, false, false, text.length() > LONG, Optional.empty());
  }

  public static Cell number(String text) {
    return new Cell(text, true, false, false, Optional.empty());
  }

  /// As it is typed.
  public static Cell code(String text) {
    return new Cell(text, false, true, false, Optional.empty());
  }

  /// A number over a bar.
  ///
  /// @param share of the cell, 0 to 1; more fills it
  public static Cell bar(String text, double share) {
    double percent = Math.clamp(PERCENT * share, 0, PERCENT);
    return new Cell(
        text, true, false, false, Optional.of(String.format(Locale.ROOT, "%.1f", percent)));
  }

  boolean saysSomething() {
    return !text.isEmpty() && !equals(NONE);
  }
}
