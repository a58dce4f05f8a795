package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.shell.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vitcc completion SHELL`: a script that completes command lines.
@Command(
    name = "completion",
    description = {
      "Print a script that completes command lines of vitcc in a shell.",
      "Commands, options, boards, passes, codes and files are completed."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  source <(vitcc completion bash)                     in ~/.bashrc",
      "  source <(vitcc completion zsh)                      in ~/.zshrc, after compinit",
      "  vitcc completion fish > ~/.config/fish/completions/vitcc.fish"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell = Shell.BASH;

  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line(shell.script(spec.root()).stripTrailing());
    return ExitCode.DONE.code();
  }
}
