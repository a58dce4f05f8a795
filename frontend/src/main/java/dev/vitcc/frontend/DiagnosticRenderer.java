package dev.vitcc.frontend;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Severity;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Shows diagnostics with the line that each is about.
///
/// ```
/// digits.vit:7:18: error[E0201]: there is no 'imge' here
///    7 |     x = patch_embed(imge, patch = 2, dim = 48);
///      |                     ^~~~
///      hint: did you mean 'image'?
/// 1 error
/// ```
///
/// Tabs are shown as four spaces and wide characters count twice, so that carets stand where they
/// should.
public final class DiagnosticRenderer {
  private static final String TAB = "    ";
  private static final String DETAIL = "           ";
  private static final int MAX_WIDTH = 160;
  private static final int CONTEXT = 60;

  private final List<SourceText> sources;
  private final boolean colours;

  /// @param sources the files that diagnostics may point into
  /// @param colours whether to use ANSI colours: only for a terminal
  public DiagnosticRenderer(List<SourceText> sources, boolean colours) {
    this.sources = List.copyOf(sources);
    this.colours = colours;
  }

  /// All of them, by file and position, and how many there are; each line ends with `\n`.
  public String render(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    diagnostics.stream()
        .sorted(Diagnostic.BY_PLACE)
        .forEach(diagnostic -> out.append(render(diagnostic)));
    return out.append(count(diagnostics)).toString();
  }

  private String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
    String head = severity + "[" + diagnostic.code().code() + "]";
    out.append(paint(BOLD, diagnostic.location() + ": "))
        .append(paint(colour(diagnostic.severity()), head))
        .append(": ")
        .append(printable(diagnostic.message()))
        .append('\n');
    SourceLocation where = diagnostic.location();
    Optional<SourceText> source =
        sources.stream().filter(s -> s.file().equals(where.file())).findFirst();
    if (where.hasPosition() && source.isPresent()) {
      out.append(excerpt(source.orElseThrow().line(where.line()), diagnostic));
    }
    diagnostic
        .hint()
        .ifPresent(
            hint ->
                out.append("     ")
                    .append(paint(CYAN, "hint:"))
                    .append(' ')
                    .append(printable(hint))
                    .append('\n'));
    diagnostic.details().forEach(line -> out.append(DETAIL).append(printable(line)).append('\n'));
    return out.toString();
  }

  /// The line and, below it, a caret under the first column and tildes under the rest.
  private String excerpt(String line, Diagnostic diagnostic) {
    SourceLocation where = diagnostic.location();
    int start = Math.min(where.column() - 1, line.length());
    int end = Math.min(line.length(), start + where.length());
    String before = line.substring(0, start);
    String marked = line.substring(start, end);
    String after = line.substring(end);
    if (width(shown(line)) > MAX_WIDTH) {
      before = before.length() > CONTEXT ? "…" + tail(before) : before;
      marked = marked.length() > CONTEXT ? head(marked) : marked;
      after = after.length() > CONTEXT ? head(after) + "…" : after;
    }
    String number = String.format(Locale.ROOT, "%4d", where.line());
    int tildes = Math.max(0, width(shown(marked)) - 1);
    String caret = "^" + "~".repeat(tildes);
    return number
        + " | "
        + (shown(before) + shown(marked) + shown(after)).stripTrailing()
        + "\n     | "
        + " ".repeat(width(shown(before)))
        + paint(colour(diagnostic.severity()), caret)
        + "\n";
  }

  private static String head(String text) {
    int end = Character.isHighSurrogate(text.charAt(CONTEXT - 1)) ? CONTEXT - 1 : CONTEXT;
    return text.substring(0, end);
  }

  private static String tail(String text) {
    int start = text.length() - CONTEXT;
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }

  private static String shown(String text) {
    return printable(text.replace("\t", TAB));
  }

  /// The text without characters that would move the cursor.
  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> out.appendCodePoint(Character.isISOControl(c) || c == 0xFEFF ? '\uFFFD' : c));
    return out.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(DiagnosticRenderer::width).sum();
  }

  /// Columns that a terminal gives to a character: none for marks, two for East Asian wide ones and
  /// emoji.
  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  private static String count(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
    long warnings = diagnostics.stream().filter(d -> d.severity() == Severity.WARNING).count();
    String first = errors == 0 ? "" : plural(errors, "error");
    String second = warnings == 0 ? "" : plural(warnings, "warning");
    String both = first + (errors > 0 && warnings > 0 ? ", " : "") + second;
    return both.isEmpty() ? "" : both + "\n";
  }

  private static String plural(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static final String BOLD = "1";
  private static final String RED = "1;31";
  private static final String YELLOW = "1;33";
  private static final String CYAN = "36";

  private static String colour(Severity severity) {
    return switch (severity) {
      case ERROR -> RED;
      case WARNING -> YELLOW;
      case NOTE -> CYAN;
    };
  }

  private String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
