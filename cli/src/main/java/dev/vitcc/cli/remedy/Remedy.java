package dev.vitcc.cli.remedy;

import java.math.BigDecimal;

/// A change, and the fastest design with it.
///
/// @param fps frames per second, rounded down
/// @param takes what it takes of the resource that it uses most of
/// @param isEnough whether it fits and is as fast as was asked for
public record Remedy(Change change, BigDecimal fps, String takes, boolean isEnough) {
  String text() {
    return "%s: %s frames/s, with %s".formatted(change.text(), fps.toPlainString(), takes);
  }
}
