package dev.vitcc.ir.text;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.NearestName;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// A place among tokens, the ways to take the next one, and the errors found on the way.
public final class TokenStream {
  private static final int MOST_ERRORS = 50;
  private static final int MOST_DIGITS = 40;

  /// Ends the reading of a statement whose error has been reported.
  static final class StatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementException() {
      super("reported", null, false, false);
    }
  }

  private final String file;
  private final List<Token> tokens;
  private final Diagnostics diagnostics;
  private final Set<Integer> malformedLines = new LinkedHashSet<>();
  private int position;
  private int errors;

  /// Reads a text; what is no token has been reported in `diagnostics` when this returns.
  public TokenStream(String file, String text, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
    this.tokens = Lexer.tokens(file, text, diagnostics);
    diagnostics.all().forEach(d -> malformedLines.add(d.location().line()));
  }

  public Token peek() {
    return tokens.get(position);
  }

  public Token peekAfter() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  /// How many tokens are left, the one that ends the text included.
  public int remaining() {
    return tokens.size() - position;
  }

  public Token next() {
    Token token = peek();
    if (!token.is(Token.Kind.END)) {
      position++;
    }
    return token;
  }

  /// Takes the next token if it is that punctuation.
  public boolean accept(String punctuation) {
    boolean found = peek().isPunctuation(punctuation);
    if (found) {
      next();
    }
    return found;
  }

  public Token expect(String punctuation) {
    return expect("'" + punctuation + "'", token -> token.isPunctuation(punctuation));
  }

  public Token expectName(String what) {
    return expect(what, token -> token.is(Token.Kind.NAME));
  }

  public Token expectKeyword(String word) {
    return expect("'" + word + "'", token -> token.isName(word));
  }

  /// Takes the next token, or reports what was expected and ends the statement.
  public Token expect(String what, Predicate<Token> wanted) {
    if (!wanted.test(peek())) {
      throw malformed("expected " + what + ", found " + peek().described());
    }
    return next();
  }

  /// Takes an integer from `min` to `max`.
  public long expectLong(String what, long min, long max) {
    Token token = expect(what, found -> found.is(Token.Kind.NUMBER));
    if (token.text().length() > MOST_DIGITS || !token.text().matches("-?[0-9]+")) {
      throw error(
          IrCode.NUMBER_RANGE, token, what + " must be an integer from " + min + " to " + max);
    }
    BigInteger value = new BigInteger(token.text());
    if (value.compareTo(BigInteger.valueOf(min)) < 0
        || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw error(
          IrCode.NUMBER_RANGE,
          token,
          what + " must be from " + min + " to " + max + ", found " + token.text());
    }
    return value.longValue();
  }

  /// Takes a real number; `inf`, `-inf` and `nan` are among them.
  public double expectDouble(String what) {
    Token token =
        expect(
            what,
            found -> found.is(Token.Kind.NUMBER) || found.isName("inf") || found.isName("nan"));
    double value =
        switch (token.text()) {
          case "inf" -> Double.POSITIVE_INFINITY;
          case "-inf" -> Double.NEGATIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> Double.parseDouble(token.text());
        };
    if (Double.isInfinite(value) && !token.text().endsWith("inf")) {
      throw error(
          IrCode.NUMBER_RANGE, token, what + " is beyond double precision: " + token.text());
    }
    return value;
  }

  /// An error at a token.
  public Diagnostic diagnostic(DiagnosticCode code, Token at, String message) {
    return Diagnostic.error(code, location(at), message);
  }

  /// Reports a name that is not among those that there are, with the one probably meant.
  public void unknown(DiagnosticCode code, Token at, String message, Collection<String> known) {
    Diagnostic error = diagnostic(code, at, message);
    report(NearestName.hint(at.text(), known).map(error::withHint).orElse(error));
  }

  /// Reports an error, and gives the exception that ends the statement.
  public RuntimeException error(DiagnosticCode code, Token at, String message) {
    report(diagnostic(code, at, message));
    return new StatementException();
  }

  /// Reports that the next token should not be there, once a line.
  public RuntimeException malformed(String message) {
    if (malformedLines.add(peek().line())) {
      report(Diagnostic.error(IrCode.SYNTAX, location(peek()), message));
    }
    return new StatementException();
  }

  /// Reports an error without ending the statement.
  public void report(Diagnostic diagnostic) {
    errors++;
    if (errors <= MOST_ERRORS) {
      diagnostics.add(diagnostic);
    } else {
      String message = "more than " + MOST_ERRORS + " errors";
      diagnostics.add(Diagnostic.error(IrCode.TOO_MANY, diagnostic.location(), message));
      diagnostics.throwIfErrors();
    }
  }

  /// Skips to the next token that opens a line and for which `start` holds, or to the end.
  public void recover(Predicate<Token> start) {
    while (!peek().is(Token.Kind.END) && !(opensLine() && start.test(peek()))) {
      next();
    }
  }

  private boolean opensLine() {
    return position == 0 || tokens.get(position - 1).line() < peek().line();
  }

  public SourceLocation location(Token token) {
    return new SourceLocation(file, token.line(), token.column(), Math.max(1, token.length()));
  }
}
