package dev.vitcc.cli;

import dev.vitcc.cli.command.ApproximateCommand;
import dev.vitcc.cli.command.BoardsCommand;
import dev.vitcc.cli.command.CompileCommand;
import dev.vitcc.cli.command.EvalCommand;
import dev.vitcc.cli.command.ExplainCommand;
import dev.vitcc.cli.command.ExploreCommand;
import dev.vitcc.cli.command.ImportCommand;
import dev.vitcc.cli.command.InitCommand;
import dev.vitcc.cli.command.LspCommand;
import dev.vitcc.cli.command.PassesCommand;
import dev.vitcc.cli.command.ReportCommand;
import dev.vitcc.cli.command.RunCommand;
import dev.vitcc.cli.command.SimCommand;
import dev.vitcc.cli.command.SynthCommand;
import dev.vitcc.cli.console.Console;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.testbenches.tools.ToolException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/// The entry point: builds the command line, runs it, and turns what went wrong into an exit code.
public final class Vitcc {
  public static final String VERSION = "0.1.0";
  private static final int HELP_WIDTH = 100;

  private Vitcc() {}

  public static void main(String[] arguments) {
    // Numbers in messages are written as in the language, wherever vitcc runs.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(Console.ofProcess(), arguments));
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(Console console, String... arguments) {
    try {
      return commandLine(console).execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return bug(console, e).code();
    }
  }

  static CommandLine commandLine(Console console) {
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
            .addSubcommand(new BoardsCommand(console))
            .addSubcommand(new PassesCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new InitCommand(console))
            .addSubcommand(new LspCommand());
    line.setOut(console.results());
    line.setErr(console.notes());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setParameterExceptionHandler((e, words) -> usage(console, e, words).code());
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(console, e).code());
    line.setExitCodeExceptionMapper(e -> ExitCode.BUG.code());
    describe(line);
    line.getSubcommands().values().forEach(Vitcc::describe);
    return line;
  }

  private static void describe(CommandLine line) {
    line.getCommandSpec().version("vitcc " + VERSION);
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(exitCodes());
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values()).forEach(code -> codes.put("" + code.code(), code.meaning()));
    return codes;
  }

  /// What picocli could not make sense of; perhaps because the command is misspelt, and was taken
  /// for a model.
  private static ExitCode usage(Console console, ParameterException e, String... words) {
    console.note("error: " + e.getMessage());
    CommandLine command = e.getCommandLine();
    Optional<String> meant =
        words.length == 0
            ? Optional.empty()
            : NearestName.hint(words[0], command.getSubcommands().keySet());
    String help = "`" + command.getCommandSpec().qualifiedName() + " --help` shows what there is";
    console.note("hint: " + meant.orElse(help));
    return ExitCode.USAGE;
  }

  private static ExitCode explain(Console console, Exception e) {
    switch (e) {
      case CompileException wrong -> {
        console.show(wrong.diagnostics());
        return wrong.diagnostics().stream().anyMatch(Vitcc::isAboutTheTarget)
            ? ExitCode.TARGET_MISSED
            : ExitCode.MODEL_WRONG;
      }
      case UsageException wrong -> {
        console.note("error: " + wrong.getMessage());
        console.note("hint: " + wrong.hint());
        return ExitCode.USAGE;
      }
      case ToolException tool -> {
        console.note("error: " + tool.getMessage());
        if (!tool.hint().isEmpty()) {
          console.note("hint: " + tool.hint());
        }
        return ExitCode.TOOL_FAILED;
      }
      case InterruptedException stopped -> {
        Thread.currentThread().interrupt();
        console.note("stopped");
        return ExitCode.STOPPED;
      }
      default -> {
        return bug(console, e);
      }
    }
  }

  /// Whether a diagnostic says that the model is right, but can't be had as it was asked for.
  private static boolean isAboutTheTarget(Diagnostic diagnostic) {
    return diagnostic.code() instanceof PassesCode code
        && switch (code) {
          case NO_ROOM, TOO_SLOW, ACCURACY_LOST, NOT_NEAR_ENOUGH -> true;
          default -> false;
        };
  }

  private static ExitCode bug(Console console, Throwable e) {
    console.note("a bug of vitcc, please report it with what follows: " + e);
    Arrays.stream(e.getStackTrace()).forEach(at -> console.note("  at " + at));
    Optional.ofNullable(e.getCause()).ifPresent(cause -> console.note("  caused by " + cause));
    return ExitCode.BUG;
  }
}
