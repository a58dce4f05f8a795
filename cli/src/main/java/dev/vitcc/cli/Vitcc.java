package dev.vitcc.cli;

import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.console.MessageOptions;
import java.util.Locale;

/// The entry point: runs one command line, and tells what became of it.
public final class Vitcc {
  public static final String VERSION = "0.1.0";

  /// When that version was begun, for the manual page: output has no clock.
  public static final String DATE = "2026-11-22";

  private Vitcc() {}

  public static void main(String[] arguments) {
    // Numbers in messages are written as in the language, wherever vitcc runs.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(Console.ofProcess(), arguments));
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(Console process, String... arguments) {
    MessageOptions messages = MessageOptions.of(arguments);
    Console console = process.with(messages);
    ExitCode exit;
    try {
      exit = ExitCode.of(CommandTree.of(console, messages).execute(arguments));
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      exit = new Failures(console).of(e);
    }
    return console.finish(exit).code();
  }
}
