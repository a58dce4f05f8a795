package dev.vitcc.cli.command;

import dev.vitcc.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// `vitcc explore`: refused by name until the solver is there.
@Command(
    name = "explore",
    description = "Show the frontier of frame rate, resources and accuracy. Not supported yet.",
    mixinStandardHelpOptions = true)
public final class ExploreCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() {
    throw new UsageException(
        "not supported yet: vitcc explore " + String.join(" ", arguments),
        "compile for one board at a time: vitcc MODEL.vit -o DIR --board NAME");
  }
}
