package dev.vitcc.frontend.parse;

import dev.vitcc.frontend.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// The words of a `.vit` file as they stand, in whatever state it is.
public final class VitWords {
  private VitWords() {}

  /// All words and comments, in order.
  public static List<Word> of(SourceText source) {
    Spans spans = new Spans(source);
    String text = source.text();
    VitLexer lexer = new VitLexer(CharStreams.fromString(text, source.file()));
    lexer.removeErrorListeners();
    List<Word> words = new ArrayList<>();
    int codePoint = 0;
    int offset = 0;
    for (Token token : lexer.getAllTokens()) {
      offset = text.offsetByCodePoints(offset, token.getStartIndex() - codePoint);
      codePoint = token.getStartIndex();
      if (token.getType() != VitLexer.SPACE) {
        int end = offset + token.getText().length();
        words.add(new Word(kind(token.getType()), token.getText(), spans.of(token), offset, end));
      }
    }
    return words;
  }

  /// The words that open statements and clauses.
  public static List<String> reserved() {
    return literals(VitLexer.MODEL, VitLexer.APPROXIMATE);
  }

  /// The words that mean something in clauses only.
  public static List<String> contextual() {
    return literals(VitLexer.RANDOM, VitLexer.ERROR);
  }

  private static List<String> literals(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(VitWords::literal).toList();
  }

  /// A token of the grammar without the quotes around it.
  static String literal(int type) {
    String quoted = Objects.requireNonNull(VitLexer.VOCABULARY.getLiteralName(type));
    return quoted.substring(1, quoted.length() - 1);
  }

  private static Word.Kind kind(int type) {
    if (type >= VitLexer.MODEL && type <= VitLexer.APPROXIMATE) {
      return Word.Kind.RESERVED;
    }
    if (type >= VitLexer.RANDOM && type <= VitLexer.ERROR) {
      return Word.Kind.CONTEXTUAL;
    }
    return switch (type) {
      case VitLexer.ID -> Word.Kind.NAME;
      case VitLexer.NUMBER -> Word.Kind.NUMBER;
      case VitLexer.STRING, VitLexer.OPEN_STRING -> Word.Kind.TEXT;
      case VitLexer.LINE_COMMENT, VitLexer.BLOCK_COMMENT, VitLexer.OPEN_COMMENT ->
          Word.Kind.COMMENT;
      case VitLexer.UNKNOWN -> Word.Kind.UNKNOWN;
      default -> Word.Kind.MARK;
    };
  }
}
