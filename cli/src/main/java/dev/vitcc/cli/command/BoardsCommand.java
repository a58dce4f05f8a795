package dev.vitcc.cli.command;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.console.Console;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `vitcc boards`: what vitcc can build for.
@Command(
    name = "boards",
    description = "List the boards that vitcc knows.",
    mixinStandardHelpOptions = true)
public final class BoardsCommand implements Callable<Integer> {
  private final Console console;

  public BoardsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String row = "%-10s %-24s %9s %9s %6s %7s %5s";
    console.line(
        String.format(Locale.ROOT, row, "board", "part", "LUT", "FF", "DSP", "BRAM36", "URAM"));
    for (Board board : Boards.list()) {
      console.line(
          String.format(
              Locale.ROOT,
              "%-10s %-24s %,9d %,9d %,6d %,7d %,5d",
              board.name(),
              board.part().orElse("-"),
              board.resources().lut(),
              board.resources().ff(),
              board.resources().dsp(),
              board.resources().bram36(),
              board.resources().uram()));
    }
    return ExitCode.DONE.code();
  }
}
