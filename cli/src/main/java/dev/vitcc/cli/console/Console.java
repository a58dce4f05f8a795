package dev.vitcc.cli.console;

import dev.vitcc.frontend.DiagnosticRenderer;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.ir.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes to the user: results to standard output, progress and diagnostics to standard error.
///
/// Progress is one line that is written over; where standard error is not a terminal there is none.
public final class Console {
  private static final String CLEAR_LINE = "\r\033[K";
  private static final long INTERVAL_NANOS = 100_000_000;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private long lastProgress;
  private boolean progressShown;

  /// @param terminal whether `err` is one: then there are progress and colours
  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /// The console of this process.
  public static Console ofProcess() {
    java.io.Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return new Console(System.out, System.err, terminal);
  }

  /// A line of result.
  public synchronized void line(String text) {
    clear();
    out.println(text);
  }

  /// A line about what goes on, for standard error.
  public synchronized void note(String text) {
    clear();
    err.println("vitcc: " + text);
  }

  /// How far a long piece of work has come.
  public synchronized void progress(String text) {
    long now = System.nanoTime();
    if (terminal && now - lastProgress > INTERVAL_NANOS) {
      err.print(CLEAR_LINE + "vitcc: " + text);
      err.flush();
      lastProgress = now;
      progressShown = true;
    }
  }

  /// The same with a count.
  public void progress(String activity, long done, long total) {
    progress(total > 0 ? activity + " " + done + " of " + total : activity);
  }

  /// Diagnostics, each with the line that it is about.
  public synchronized void show(List<Diagnostic> diagnostics) {
    clear();
    if (!diagnostics.isEmpty()) {
      err.print(new DiagnosticRenderer(sources(diagnostics), terminal).render(diagnostics));
      err.flush();
    }
  }

  /// Where results go, for those who print them themselves.
  public PrintWriter results() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /// Where diagnostics go, for those who print them themselves.
  public PrintWriter notes() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  private void clear() {
    if (progressShown) {
      err.print(CLEAR_LINE);
      err.flush();
      progressShown = false;
    }
  }

  /// The texts that diagnostics point into, as far as they can still be read.
  private static List<SourceText> sources(List<Diagnostic> diagnostics) {
    Set<String> files = new LinkedHashSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.location().hasPosition()) {
        files.add(diagnostic.location().file());
      }
    }
    List<SourceText> sources = new ArrayList<>();
    for (String file : files) {
      try {
        sources.add(SourceText.of(file, Files.readString(Path.of(file))));
      } catch (IOException | java.nio.file.InvalidPathException unreadable) {
        continue; // the message stands without the line
      }
    }
    return sources;
  }
}
