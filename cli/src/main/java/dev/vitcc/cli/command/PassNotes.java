package dev.vitcc.cli.command;

import dev.vitcc.cli.console.Console;
import dev.vitcc.passes.manager.Observers;
import dev.vitcc.passes.manager.PassObserver;
import java.time.Duration;
import java.util.List;

/// What a user sees of passes while they run.
final class PassNotes {
  private static final Duration NOTED = Duration.ofSeconds(1);

  private PassNotes() {}

  /// The one that runs, and how long it took: if it was long, or each with `--verbose`.
  static List<PassObserver> of(Console console) {
    return List.of(
        Observers.progress(console::progress),
        console.isVerbose()
            ? Observers.account(console::detail)
            : Observers.slow(NOTED, console::note));
  }
}
