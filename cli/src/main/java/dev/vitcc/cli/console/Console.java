package dev.vitcc.cli.console;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.diagnostics.DiagnosticsFormat;
import dev.vitcc.cli.diagnostics.Findings;
import dev.vitcc.cli.diagnostics.Sources;
import dev.vitcc.cli.diagnostics.Trouble;
import dev.vitcc.cli.output.JsonText;
import dev.vitcc.cli.output.WholeFile;
import dev.vitcc.frontend.DiagnosticRenderer;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Severity;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes to the user: results to standard output, progress and diagnostics to standard error.
///
/// Progress is one line that is written over; where standard error is not a terminal there is none,
/// or with `--verbose` a line now and then. A document of diagnostics that goes to standard error
/// has it alone.
public final class Console {
  private static final String CLEAR_LINE = "\r\033[K";

  /// What is wider than the terminal would else become two lines, of which one stays.
  private static final String NO_WRAP = "\033[?7l";

  private static final String WRAP = "\033[?7h";
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final PrintStream err;
  private final Terminals terminals;
  private final Map<String, String> environment;
  private final MessageOptions options;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private long lastProgress = System.nanoTime() - INTERVAL_NANOS;
  private boolean progressShown;

  Console(
      PrintStream out,
      PrintStream err,
      Terminals terminals,
      Map<String, String> environment,
      MessageOptions options) {
    this.out = out;
    this.err = err;
    this.terminals = terminals;
    this.environment = Map.copyOf(environment);
    this.options = options;
  }

  /// A console that nobody asked anything special of.
  ///
  /// @param terminal whether `out` and `err` are one: then there are progress and colours
  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this(out, err, new Terminals(terminal, terminal), Map.of(), MessageOptions.of());
  }

  /// The console of this process.
  public static Console ofProcess() {
    return new Console(
        System.out, System.err, Terminals.ofProcess(), System.getenv(), MessageOptions.of());
  }

  /// The same, speaking as a command line asks for.
  public Console with(MessageOptions asked) {
    return new Console(out, err, terminals, environment, asked);
  }

  /// A line of result.
  public synchronized void line(String text) {
    clear();
    out.println(text);
  }

  /// A line about what goes on, for standard error.
  public synchronized void note(String text) {
    if (options.verbosity() != Verbosity.QUIET && !hasDocumentOnly()) {
      say(text);
    }
  }

  /// A line for those who want to know more.
  public void detail(String text) {
    if (isVerbose()) {
      note(text);
    }
  }

  /// Whether there are such.
  public boolean isVerbose() {
    return options.verbosity() == Verbosity.VERBOSE && !hasDocumentOnly();
  }

  /// How far a long piece of work has come.
  public synchronized void progress(String text) {
    if (options.verbosity() == Verbosity.QUIET || hasDocumentOnly()) {
      return;
    }
    long since = System.nanoTime() - lastProgress;
    if (terminals.err() && !Terminals.isDumb(environment)) {
      if (since > INTERVAL_NANOS) {
        err.print(CLEAR_LINE + NO_WRAP + "vitcc: " + text + WRAP);
        err.flush();
        lastProgress += since;
        progressShown = true;
      }
    } else if (isVerbose() && since > LOG_INTERVAL_NANOS) {
      lastProgress += since;
      say(text);
    }
  }

  /// The same with a count.
  public void progress(String activity, long done, long total) {
    progress(total > 0 ? activity + " " + done + " of " + total : activity);
  }

  /// Diagnostics, each with the line that it is about; with `--quiet` the errors among them.
  public synchronized void show(List<Diagnostic> found) {
    diagnostics.addAll(found);
    boolean all = options.verbosity() != Verbosity.QUIET;
    List<Diagnostic> shown =
        found.stream().filter(each -> all || each.severity() == Severity.ERROR).toList();
    if (!shown.isEmpty() && !hasDocumentOnly()) {
      clear();
      err.print(
          new DiagnosticRenderer(Sources.of(shown), isColored(terminals.err())).render(shown));
      err.flush();
    }
  }

  /// What went wrong, however quiet it should be.
  public synchronized void trouble(Trouble trouble) {
    troubles.add(trouble);
    if (hasDocumentOnly()) {
      return;
    }
    say(trouble.kind().prefix() + trouble.message());
    trouble.details().forEach(line -> say("  " + line));
    if (!trouble.hint().isEmpty()) {
      say("hint: " + trouble.hint());
    }
  }

  /// Writes the document that was asked for; the last thing that a process does.
  ///
  /// @return the exit code, another one if the document can't be written
  public synchronized ExitCode finish(ExitCode exit) {
    clear();
    if (options.format() == DiagnosticsFormat.TEXT) {
      return exit;
    }
    Findings findings = new Findings(exit, diagnostics, troubles, Sources.of(diagnostics));
    String document = JsonText.print(options.format().document(findings));
    Optional<Path> file = options.document();
    if (file.isEmpty()) {
      err.print(document);
      err.flush();
      return exit;
    }
    try {
      WholeFile.write(file.get(), document);
      return exit;
    } catch (CompileException unwritable) {
      show(unwritable.diagnostics());
      return exit == ExitCode.DONE ? ExitCode.MODEL_WRONG : exit;
    }
  }

  /// Whether help is coloured.
  public boolean hasColoredResults() {
    return isColored(terminals.out());
  }

  /// Where results go, for those who print them themselves.
  public PrintWriter results() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /// Where diagnostics go, for those who print them themselves.
  public PrintWriter notes() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  private boolean isColored(boolean terminal) {
    return options.color().isOn(terminal, environment);
  }

  /// Whether standard error belongs to a document.
  private boolean hasDocumentOnly() {
    return options.format() != DiagnosticsFormat.TEXT && options.document().isEmpty();
  }

  private void say(String text) {
    clear();
    err.println("vitcc: " + text);
  }

  private void clear() {
    if (progressShown) {
      err.print(CLEAR_LINE);
      err.flush();
      progressShown = false;
    }
  }
}
