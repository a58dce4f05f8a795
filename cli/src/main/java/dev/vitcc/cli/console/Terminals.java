package dev.vitcc.cli.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which of this process's outputs a terminal shows.
public record Terminals(boolean out, boolean err) {
  public static final Terminals NONE = new Terminals(false, false);

  /// Set by the launcher to `out`, `err`, both or neither: Java can only tell whether standard
  /// input and output both are terminals.
  private static final String TOLD = "vitcc.terminals";

  /// Those of this process.
  static Terminals ofProcess() {
    return Optional.ofNullable(System.getProperty(TOLD))
        .map(told -> List.of(told.split(",", -1)))
        .map(told -> new Terminals(told.contains("out"), told.contains("err")))
        .orElseGet(Terminals::guessed);
  }

  private static Terminals guessed() {
    java.io.Console console = System.console();
    boolean both = console != null && console.isTerminal();
    return new Terminals(both, both);
  }

  /// Whether the terminal can't move its cursor, as in an editor's window.
  static boolean isDumb(Map<String, String> environment) {
    return environment.getOrDefault("TERM", "").equals("dumb");
  }
}
