package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/// Looks over the tokens before they are parsed.
///
/// Reports what is no token at all and hides it from the parser, and refuses nesting and
/// expressions so deep that walking them would overflow the stack.
final class TokenScan {
  static final int MAX_DEPTH = 64;
  static final int MAX_OPERATORS = 400;

  private final Spans spans;
  private final Diagnostics diagnostics;
  private int depth;
  private int operators;

  TokenScan(Spans spans, Diagnostics diagnostics) {
    this.spans = spans;
    this.diagnostics = diagnostics;
  }

  /// Whether the parser may go ahead.
  boolean accept(List<Token> tokens) {
    Optional<Token> previous = Optional.empty();
    for (Token token : tokens) {
      reportIfBroken((CommonToken) token, previous);
      previous = Optional.of(token);
      if (tooDeep(token) || tooLong(token)) {
        return false;
      }
    }
    return true;
  }

  private void reportIfBroken(CommonToken token, Optional<Token> previous) {
    switch (token.getType()) {
      case VitLexer.OPEN_STRING -> {
        error(FrontendCode.UNTERMINATED_TEXT, token, "the quoted text does not end on its line")
            .ifPresent(d -> diagnostics.add(d.withHint("close it with \"")));
        token.setType(VitLexer.STRING);
        token.setText(token.getText() + "\"");
      }
      case VitLexer.OPEN_COMMENT -> {
        error(FrontendCode.UNTERMINATED_COMMENT, token, "the comment is never closed")
            .ifPresent(d -> diagnostics.add(d.withHint("close it with */")));
        token.setChannel(Token.HIDDEN_CHANNEL);
      }
      case VitLexer.UNKNOWN -> {
        boolean first = previous.isEmpty() || previous.orElseThrow().getType() != VitLexer.UNKNOWN;
        if (first) {
          String message = "unexpected character " + describe(token.getText());
          error(FrontendCode.UNKNOWN_CHARACTER, token, message).ifPresent(diagnostics::add);
        }
        token.setChannel(Token.HIDDEN_CHANNEL);
      }
      default -> {}
    }
  }

  private Optional<Diagnostic> error(FrontendCode code, Token token, String message) {
    return SyntaxErrors.isFull(diagnostics)
        ? Optional.empty()
        : Optional.of(Diagnostic.error(code, spans.of(token), message));
  }

  private static String describe(String character) {
    int codePoint = character.codePointAt(0);
    String number = String.format(java.util.Locale.ROOT, "U+%04X", codePoint);
    return Character.isISOControl(codePoint) ? number : "'" + character + "' (" + number + ")";
  }

  private boolean tooDeep(Token token) {
    switch (token.getType()) {
      case VitLexer.OPEN_BRACE, VitLexer.OPEN_PAREN, VitLexer.OPEN_BRACKET -> depth++;
      case VitLexer.CLOSE_BRACE, VitLexer.CLOSE_PAREN, VitLexer.CLOSE_BRACKET ->
          depth = Math.max(0, depth - 1);
      default -> {}
    }
    if (depth > MAX_DEPTH) {
      diagnostics.add(
          Diagnostic.error(
              FrontendCode.NESTED_TOO_DEEPLY,
              spans.of(token),
              "brackets are nested more than " + MAX_DEPTH + " deep"));
      return true;
    }
    return false;
  }

  private boolean tooLong(Token token) {
    switch (token.getType()) {
      case VitLexer.PLUS, VitLexer.MINUS, VitLexer.TIMES, VitLexer.DIVIDE, VitLexer.OPEN_BRACKET ->
          operators++;
      case VitLexer.SEMICOLON, VitLexer.OPEN_BRACE, VitLexer.CLOSE_BRACE -> operators = 0;
      default -> {}
    }
    if (operators > MAX_OPERATORS) {
      diagnostics.add(
          Diagnostic.error(
                  FrontendCode.EXPRESSION_TOO_LONG,
                  spans.of(token),
                  "the statement has more than " + MAX_OPERATORS + " operators")
              .withHint("split it into several assignments"));
      return true;
    }
    return false;
  }
}
