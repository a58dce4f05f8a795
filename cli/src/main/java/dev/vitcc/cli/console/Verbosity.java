package dev.vitcc.cli.console;

/// How much is said beside results: errors alone, what a user wants to know, or what passes do.
public enum Verbosity {
  QUIET,
  NORMAL,
  VERBOSE
}
