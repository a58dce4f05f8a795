package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.SourceText;
import dev.vitcc.ir.diagnostic.SourceLocation;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// Turns ANTLR's positions into source locations.
///
/// ANTLR counts columns from 0 in code points; locations count from 1 in UTF-16 units, and span one
/// line: a longer piece of text is marked to the end of its first line.
final class Spans {
  private final SourceText source;

  Spans(SourceText source) {
    this.source = source;
  }

  SourceLocation of(Token token) {
    return between(token, token);
  }

  SourceLocation of(ParserRuleContext context) {
    Token stop = context.getStop();
    boolean backwards = stop == null || stop.getTokenIndex() < context.getStart().getTokenIndex();
    return between(context.getStart(), backwards ? context.getStart() : stop);
  }

  SourceLocation between(Token first, Token last) {
    String line = source.line(first.getLine());
    int start = column(line, first.getCharPositionInLine());
    int end = line.length();
    if (first.getType() == Token.EOF) {
      end = start + 1;
    } else if (last.getLine() == first.getLine() && last.getType() != Token.EOF) {
      int length = last.getText().codePointCount(0, last.getText().length());
      end = Math.min(line.length(), column(line, last.getCharPositionInLine() + length));
    }
    return new SourceLocation(source.file(), first.getLine(), start + 1, Math.max(1, end - start));
  }

  /// The place just behind a token, where something is missing.
  SourceLocation after(Token token) {
    SourceLocation of = of(token);
    return new SourceLocation(of.file(), of.line(), of.column() + of.length(), 1);
  }

  private static int column(String line, int codePoints) {
    int count = line.codePointCount(0, line.length());
    return codePoints >= count ? line.length() : line.offsetByCodePoints(0, codePoints);
  }
}
