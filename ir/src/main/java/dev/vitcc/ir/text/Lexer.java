package dev.vitcc.ir.text;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Divides the text form into tokens; comments run from `//` to the end of the line.
///
/// What is no token is reported; after many such, the rest is left out.
public final class Lexer {
  private static final Pattern NUMBER =
      Pattern.compile("-inf|-?[0-9]++(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
  private static final String PUNCTUATION = "={}()[],:@+";
  private static final int LONGEST_EXCERPT = 20;
  private static final int MOST_ERRORS = 50;

  private final String file;
  private final String text;
  private final Diagnostics diagnostics;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;
  private int errors;

  private Lexer(String file, String text, Diagnostics diagnostics) {
    this.file = file;
    this.text = text;
    this.diagnostics = diagnostics;
  }

  /// The tokens of a text, ending with one of kind `END`.
  public static List<Token> tokens(String file, String text, Diagnostics diagnostics) {
    Lexer lexer = new Lexer(file, text, diagnostics);
    while (lexer.position < text.length() && lexer.errors < MOST_ERRORS) {
      lexer.step();
    }
    lexer.add(Token.Kind.END, "", text.length());
    return List.copyOf(lexer.tokens);
  }

  /// Whether a character can be part of a name.
  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '.';
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void step() {
    char c = text.charAt(position);
    if (c == '\n') {
      position++;
      line++;
      lineStart = position;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      position++;
    } else if (text.startsWith("//", position)) {
      int end = text.indexOf('\n', position);
      position = end < 0 ? text.length() : end;
    } else if (isNameStart(c)) {
      int end = nameEnd(position);
      add(Token.Kind.NAME, text.substring(position, end), end);
    } else if (c == '%' && nameEnd(position + 1) > position + 1) {
      int end = nameEnd(position + 1);
      add(Token.Kind.NODE, text.substring(position + 1, end), end);
    } else if (c == '"') {
      string();
    } else if (PUNCTUATION.indexOf(c) >= 0) {
      add(Token.Kind.PUNCTUATION, String.valueOf(c), position + 1);
    } else {
      numberOrError();
    }
  }

  private void numberOrError() {
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (number.lookingAt()) {
      add(Token.Kind.NUMBER, number.group(), number.end());
    } else {
      int end = text.offsetByCodePoints(position, 1);
      report("unexpected character " + Quoted.quote(text.substring(position, end)), end);
    }
  }

  private int nameEnd(int start) {
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void string() {
    StringBuilder value = new StringBuilder();
    int i = position + 1;
    while (i < text.length() && text.charAt(i) != '\n') {
      char c = text.charAt(i);
      if (c == '"') {
        add(Token.Kind.STRING, value.toString(), i + 1);
        return;
      }
      int length = c == '\\' ? escape(i, value) : 1;
      if (length == 0) {
        String found = text.substring(i, Math.min(text.length(), i + 2));
        report("unknown escape " + Quoted.quote(found) + " in a string", closingQuote(i));
        return;
      }
      if (c != '\\') {
        value.append(c);
      }
      i += length;
    }
    report("a string does not end on its line", i);
  }

  /// Appends what the escape at `i` stands for; its length, or 0 if there is no such escape.
  private int escape(int i, StringBuilder value) {
    char c = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
    switch (c) {
      case '"', '\\' -> value.append(c);
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'u' -> {
        int end = i + 2;
        int code = 0;
        while (end < Math.min(text.length(), i + 6) && Character.digit(text.charAt(end), 16) >= 0) {
          code = code * 16 + Character.digit(text.charAt(end), 16);
          end++;
        }
        if (end < i + 6) {
          return 0;
        }
        value.append((char) code);
        return 6;
      }
      default -> {
        return 0;
      }
    }
    return 2;
  }

  private int closingQuote(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '"') {
      end += text.startsWith("\\\"", end) ? 2 : 1;
    }
    return text.startsWith("\"", end) ? end + 1 : end;
  }

  private void add(Token.Kind kind, String value, int end) {
    tokens.add(new Token(kind, value, line, position - lineStart + 1, end - position));
    position = end;
  }

  private void report(String message, int end) {
    int length = Math.min(LONGEST_EXCERPT, Math.max(1, end - position));
    SourceLocation place = new SourceLocation(file, line, position - lineStart + 1, length);
    diagnostics.add(Diagnostic.error(IrCode.SYNTAX, place, message));
    add(Token.Kind.UNREADABLE, "", end);
    errors++;
  }
}
