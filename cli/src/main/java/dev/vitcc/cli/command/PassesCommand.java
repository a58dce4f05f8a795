package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.passes.manager.Pass;
import dev.vitcc.passes.manager.Pipelines;
import dev.vitcc.passes.schedule.Schedule;
import dev.vitcc.passes.tile.TileAndUnroll;
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
      list(pass.name(), pass.summary());
    }
    list(TileAndUnroll.NAME, TileAndUnroll.SUMMARY);
    list(Schedule.NAME, Schedule.SUMMARY);
    return ExitCode.DONE.code();
  }

  private void list(String name, String summary) {
    console.line(String.format(Locale.ROOT, "%-26s %s", name, summary));
  }
}
