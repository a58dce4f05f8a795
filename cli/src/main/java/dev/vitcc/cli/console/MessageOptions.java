package dev.vitcc.cli.console;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.diagnostics.DiagnosticsFormat;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Options of every command that say how it speaks to its caller.
@Command
public final class MessageOptions {
  private static final int LAST = 99;

  @ArgGroup(validate = false, heading = "%nMessages:%n", order = LAST)
  private Group group = new Group();

  /// They stand under a heading of their own.
  static final class Group {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say nothing but errors, and the results on standard output.")
    private boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Say what the passes do and how long they take, on standard error.")
    private boolean verbose;

    @Option(
        names = "--color",
        paramLabel = "auto|always|never",
        description = "Color messages and help (default: auto: on a terminal).")
    private Color color = Color.AUTO;

    @Option(
        names = "--diagnostics-format",
        paramLabel = "text|json|sarif",
        description = {
          "What is wrong, for people (default: text), or as one document",
          "for programs, also if nothing is."
        })
    private Optional<DiagnosticsFormat> format = Optional.empty();

    @Option(
        names = "--diagnostics-output",
        paramLabel = "FILE",
        description = {
          "Write the document here (.json, .sarif), and text to standard",
          "error; without it the document takes standard error."
        })
    private Optional<Path> document = Optional.empty();
  }

  /// Puts the options into the help of a command, and has them checked there.
  public static void addTo(CommandSpec command) {
    command.addMixin("messages", CommandSpec.forAnnotatedObject(new MessageOptions()));
  }

  /// What a command line says of these options, whatever else it says, right or wrong: what is
  /// wrong has to be told in the way that was asked for.
  public static MessageOptions of(String... words) {
    MessageOptions options = new MessageOptions();
    CommandLine line = new CommandLine(options);
    line.setUnmatchedArgumentsAllowed(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().parser().collectErrors(true);
    line.parseArgs(words);
    return options;
  }

  /// @throws UsageException if the options contradict each other
  public void check() {
    if (group.quiet && group.verbose) {
      throw new UsageException("--quiet and --verbose are opposites", "leave out one of them");
    }
    if (group.document.isPresent() && format() == DiagnosticsFormat.TEXT) {
      throw new UsageException(
          "--diagnostics-output " + group.document.get() + ": which format?",
          "add --diagnostics-format json or sarif, or name a file that ends in .json or .sarif");
    }
  }

  Verbosity verbosity() {
    if (group.quiet) {
      return Verbosity.QUIET;
    }
    return group.verbose ? Verbosity.VERBOSE : Verbosity.NORMAL;
  }

  Color color() {
    return group.color;
  }

  /// The format that is asked for, or else that of the file's name.
  DiagnosticsFormat format() {
    return group.format.orElseGet(
        () -> group.document.map(DiagnosticsFormat::of).orElse(DiagnosticsFormat.TEXT));
  }

  Optional<Path> document() {
    return group.document;
  }
}
