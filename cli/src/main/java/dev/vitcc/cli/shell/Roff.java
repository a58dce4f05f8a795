package dev.vitcc.cli.shell;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text as roff takes it: nothing in it is an instruction.
final class Roff {
  private static final int WIDTH = 78;
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

  private Roff() {}

  /// A line of prose; what stands between backquotes becomes bold.
  static String prose(String text) {
    Matcher quoted = QUOTED.matcher(plain(text));
    return wrapped(quoted.replaceAll("\\\\fB$1\\\\fR"));
  }

  static String bold(String text) {
    return "\\fB" + plain(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + plain(text) + "\\fR";
  }

  /// Words to be typed as they are.
  static String typed(String text) {
    return guarded(plain(text));
  }

  /// Characters beyond ASCII go by their number, so that the encoding of the page doesn't matter.
  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\e");
                case '-' -> out.append("\\-");
                case '~' -> out.append("\\[ti]");
                case '^' -> out.append("\\[ha]");
                case '\'' -> out.append("\\[aq]");
                default -> {
                  if (c < 0x80) {
                    out.appendCodePoint(c);
                  } else {
                    out.append(String.format(Locale.ROOT, "\\[u%04X]", c));
                  }
                }
              }
            });
    return out.toString();
  }

  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" +", -1)) {
      boolean fits = column + 1 + word.length() <= WIDTH;
      if (column > 0) {
        out.append(fits ? " " : "\n");
      }
      String written = column > 0 && fits ? word : guarded(word);
      out.append(written);
      column = (column > 0 && fits ? column + 1 : 0) + written.length();
    }
    return out.toString();
  }

  /// Keeps a line that begins like a request from being one.
  private static String guarded(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }
}
