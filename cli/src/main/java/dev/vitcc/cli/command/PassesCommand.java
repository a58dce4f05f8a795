package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.Pipelines;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `vitcc passes`: the passes, in the order in which they run.
@Command(
    name = "passes",
    description = "List the passes in the order in which they run.",
    mixinStandardHelpOptions = true)
public final class PassesCommand implements Callable<Integer> {
  private final Console console;

  public PassesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (Pass pass : Pipelines.standard()) {
      console.line(String.format(Locale.ROOT, "%-26s %s", pass.name(), pass.summary()));
    }
    return ExitCode.DONE.code();
  }
}
