package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.shell.ManPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `vitcc man`: the manual page.
@Command(
    name = "man",
    description = "Print the manual page of vitcc and all its commands, as roff.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  vitcc man | man -l -                                read it",
      "  vitcc man > ~/.local/share/man/man1/vitcc.1         have `man vitcc` find it"
    })
public final class ManCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  public ManCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(ManPage.render(spec.root()).stripTrailing());
    return ExitCode.DONE.code();
  }
}
