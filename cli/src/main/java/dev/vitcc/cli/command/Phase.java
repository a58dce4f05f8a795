package dev.vitcc.cli.command;

import dev.vitcc.cli.console.Console;
import java.util.Locale;
import java.util.function.Supplier;

/// A part of a command whose time `--verbose` tells.
final class Phase {
  private static final double NANOS = 1e9;

  private Phase() {}

  static <T> T timed(Console console, String done, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    console.detail(
        String.format(Locale.ROOT, "%s: %.3f s", done, (System.nanoTime() - start) / NANOS));
    return result;
  }
}
