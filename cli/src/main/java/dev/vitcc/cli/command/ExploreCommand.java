package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vitcc explore`: refused by name until the solver is there.
@Command(
    name = "explore",
    description = "Show the frontier of frame rate, resources and accuracy. Not supported yet.",
    mixinStandardHelpOptions = true)
public final class ExploreCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..*", hidden = true)
  private List<String> arguments = List.of();

  public ExploreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "not supported yet: explore", "compile for one board and one engine at a time");
  }
}
