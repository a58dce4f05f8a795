package dev.vitcc.languageserver.names;

import dev.vitcc.frontend.parse.Word;
import dev.vitcc.languageserver.text.Piece;

/// What a name stands for.
///
/// @param word the name where it is defined
/// @param piece the statement that defines it
public record Definition(Kind kind, Word word, Piece piece) {

  /// What names can stand for.
  public enum Kind {
    MODEL("model"),
    CONSTANT("constant"),
    INPUT("input"),
    OUTPUT("output"),
    BLOCK("block"),
    PARAMETER("parameter"),
    VALUE("value");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public String name() {
    return word.text();
  }
}
