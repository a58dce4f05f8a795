package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.NearestName;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;

/// Says what the parser found and what it expected, in the words of the language.
final class SyntaxErrors {
  private static final int MAX_ERRORS = 100;
  private static final int MAX_LISTED = 8;
  private static final List<String> STATEMENTS =
      List.of("input", "const", "block", "repeat", "output", "return");

  private final Spans spans;
  private final Diagnostics diagnostics;

  SyntaxErrors(Spans spans, Diagnostics diagnostics) {
    this.spans = spans;
    this.diagnostics = diagnostics;
  }

  /// Whether enough has been reported: what follows would bury it.
  static boolean isFull(Diagnostics diagnostics) {
    return diagnostics.all().size() >= MAX_ERRORS;
  }

  void unexpected(Parser parser, Token found, IntervalSet expected) {
    String message = "expected " + describe(parser, expected) + ", found " + describe(found);
    Diagnostic error = Diagnostic.error(FrontendCode.UNEXPECTED_TOKEN, spans.of(found), message);
    report(parser, found, hint(parser, found, expected).map(error::withHint).orElse(error));
  }

  void missing(Parser parser, Token found, String what) {
    Token previous = parser.getInputStream().LT(-1);
    SourceLocation place = previous == null ? spans.of(found) : spans.after(previous);
    report(
        parser,
        found,
        Diagnostic.error(FrontendCode.MISSING_TOKEN, place, "expected " + what)
            .withHint("the next word is " + describe(found)));
  }

  /// Adds the error, unless it only echoes a broken token that has been reported already.
  private void report(Parser parser, Token found, Diagnostic error) {
    boolean echo = found.getTokenIndex() > 0 && followsUnknown(parser.getInputStream(), found);
    if (!echo && !isFull(diagnostics)) {
      diagnostics.add(error);
    }
  }

  private static boolean followsUnknown(TokenStream tokens, Token found) {
    for (int i = found.getTokenIndex() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.getType() == VitLexer.UNKNOWN) {
        return true;
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        return false;
      }
    }
    return false;
  }

  private static String describe(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "the end of the file";
      case VitLexer.NUMBER -> "the number " + shorten(token.getText());
      case VitLexer.STRING -> "the text " + shorten(token.getText());
      default -> "'" + shorten(token.getText()) + "'";
    };
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  /// The expected tokens as a person would list them: `an expression`, `a name`, `';' or ','`.
  private static String describe(Parser parser, IntervalSet expected) {
    Set<String> words = new LinkedHashSet<>();
    for (int type : expected.toList()) {
      if (type != Token.EOF) {
        words.add(kind(expected, type).orElseGet(() -> display(parser.getVocabulary(), type)));
      }
    }
    if (expected.contains(Token.EOF)) {
      words.add("the end of the file");
    }
    List<String> listed = words.stream().limit(MAX_LISTED).toList();
    if (listed.size() < words.size()) {
      return String.join(", ", listed) + ", …";
    }
    return listed.size() == 1
        ? listed.getFirst()
        : String.join(", ", listed.subList(0, listed.size() - 1)) + " or " + listed.getLast();
  }

  /// What many tokens together begin, if this is one of them.
  private static Optional<String> kind(IntervalSet expected, int type) {
    boolean soft = isSoftWord(type);
    if (expected.contains(VitLexer.QUANTIZE)
        && expected.contains(VitLexer.MODEL)
        && (StatementRecovery.opensClause(type) || type == VitLexer.CONST)) {
      return Optional.of(type == VitLexer.MODEL ? "a model" : "a clause");
    }
    if (expected.contains(VitLexer.REPEAT) && (soft || StatementRecovery.opensStatement(type))) {
      return Optional.of("a statement");
    }
    boolean expression = expected.contains(VitLexer.NUMBER) && expected.contains(VitLexer.MINUS);
    if (expression && (soft || startsExpression(type))) {
      return Optional.of("an expression");
    }
    return soft && expected.contains(VitLexer.ID) ? Optional.of("a name") : Optional.empty();
  }

  private static boolean startsExpression(int type) {
    return switch (type) {
      case VitLexer.NUMBER,
          VitLexer.STRING,
          VitLexer.MINUS,
          VitLexer.OPEN_PAREN,
          VitLexer.OPEN_BRACKET ->
          true;
      default -> false;
    };
  }

  /// Words that are also names where no clause claims them; the lexer declares them in one run.
  static boolean isSoftWord(int type) {
    return type == VitLexer.ID || (type >= VitLexer.RANDOM && type <= VitLexer.ERROR);
  }

  private static String display(Vocabulary vocabulary, int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case VitLexer.NUMBER -> "a number";
      case VitLexer.STRING -> "a quoted text";
      default -> vocabulary.getDisplayName(type);
    };
  }

  /// A slip of the pen in a keyword is answered with the keyword.
  private static Optional<String> hint(Parser parser, Token found, IntervalSet expected) {
    Token previous = parser.getInputStream().LT(-1);
    boolean afterName =
        expected.size() == 1
            && expected.contains(VitLexer.EQUALS)
            && previous != null
            && previous.getType() == VitLexer.ID;
    if (afterName) {
      return NearestName.hint(previous.getText(), STATEMENTS);
    }
    if (!isSoftWord(found.getType())) {
      return Optional.empty();
    }
    List<String> keywords =
        expected.toList().stream()
            .map(parser.getVocabulary()::getLiteralName)
            .filter(literal -> literal != null && literal.length() > 3)
            .map(literal -> literal.substring(1, literal.length() - 1))
            .toList();
    return NearestName.hint(found.getText(), keywords);
  }
}
