package dev.vitcc.cli.console;

import java.util.Locale;
import java.util.Map;

/// When messages are coloured.
public enum Color {
  AUTO,
  ALWAYS,
  NEVER;

  /// Whether what goes to a place is coloured.
  ///
  /// `auto` colours what a terminal shows. `NO_COLOR` (any text but none), `CLICOLOR_FORCE` (any
  /// but `0`), `CLICOLOR=0` and `TERM=dumb` say otherwise, in this order; `always` and `never` are
  /// stronger than all of them.
  ///
  /// @param terminal whether the place is one
  public boolean isOn(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        if (!force.isEmpty() && !force.equals("0")) {
          yield true;
        }
        yield terminal
            && !environment.getOrDefault("CLICOLOR", "").equals("0")
            && !Terminals.isDumb(environment);
      }
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
