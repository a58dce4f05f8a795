package dev.vitcc.cli;

import dev.vitcc.cli.command.ApproximateCommand;
import dev.vitcc.cli.command.BoardsCommand;
import dev.vitcc.cli.command.CompileCommand;
import dev.vitcc.cli.command.CompletionCommand;
import dev.vitcc.cli.command.EvalCommand;
import dev.vitcc.cli.command.ExplainCommand;
import dev.vitcc.cli.command.ExploreCommand;
import dev.vitcc.cli.command.FuzzCommand;
import dev.vitcc.cli.command.ImportCommand;
import dev.vitcc.cli.command.InitCommand;
import dev.vitcc.cli.command.LspCommand;
import dev.vitcc.cli.command.ManCommand;
import dev.vitcc.cli.command.PassesCommand;
import dev.vitcc.cli.command.ReportCommand;
import dev.vitcc.cli.command.RunCommand;
import dev.vitcc.cli.command.SimCommand;
import dev.vitcc.cli.command.SynthCommand;
import dev.vitcc.cli.console.Console;
import dev.vitcc.cli.console.MessageOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.RunLast;

/// All commands and what is common to them.
final class CommandTree {
  private static final int HELP_WIDTH = 100;

  private CommandTree() {}

  static CommandLine of(Console console, MessageOptions messages) {
    CommandLine line =
        new CommandLine(new CompileCommand(console))
            .addSubcommand(new RunCommand(console))
            .addSubcommand(new EvalCommand(console))
            .addSubcommand(new SimCommand(console))
            .addSubcommand(new SynthCommand(console))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new ImportCommand(console))
            .addSubcommand(new ExploreCommand(console))
            .addSubcommand(new ApproximateCommand(console))
            .addSubcommand(new FuzzCommand(console))
            .addSubcommand(new BoardsCommand(console))
            .addSubcommand(new PassesCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new InitCommand(console))
            .addSubcommand(new LspCommand())
            .addSubcommand(new CompletionCommand(console))
            .addSubcommand(new ManCommand(console));
    describe(line);
    line.getSubcommands().values().forEach(CommandTree::describe);
    line.setOut(console.results());
    line.setErr(console.notes());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setColorScheme(Help.defaultColorScheme(console.hasColoredResults() ? Ansi.ON : Ansi.OFF));
    Failures failures = new Failures(console);
    line.setParameterExceptionHandler((e, words) -> failures.usage(e, words).code());
    line.setExecutionExceptionHandler((e, command, parsed) -> failures.of(e).code());
    line.setExecutionStrategy(
        parsed -> {
          try {
            messages.check();
          } catch (UsageException contradiction) {
            return failures.of(contradiction).code();
          }
          return new RunLast().execute(parsed);
        });
    line.setExitCodeExceptionMapper(e -> ExitCode.BUG.code());
    return line;
  }

  private static void describe(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    command.version(
        "vitcc " + Vitcc.VERSION,
        "Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
    MessageOptions.addTo(command);
    UsageMessageSpec usage = command.usageMessage();
    usage.abbreviateSynopsis(true);
    usage.sortOptions(false);
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(exitCodes());
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values()).forEach(code -> codes.put("" + code.code(), code.meaning()));
    return codes;
  }
}
