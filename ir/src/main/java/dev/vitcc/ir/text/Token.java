package dev.vitcc.ir.text;

/// One word of the text form, with its place.
///
/// @param text as written, but without the `%` of a node and the quotes and escapes of a string
/// @param line counted from 1
/// @param column counted from 1
/// @param length as written
public record Token(Kind kind, String text, int line, int column, int length) {
  /// What a token is.
  public enum Kind {
    /// Letters, digits, `_` and `.`, not starting with a digit.
    NAME,
    /// A name behind a `%`, which may start with a digit.
    NODE,
    NUMBER,
    STRING,
    PUNCTUATION,
    /// What is no token, and has been reported.
    UNREADABLE,
    END
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  public boolean isPunctuation(String wanted) {
    return kind == Kind.PUNCTUATION && text.equals(wanted);
  }

  public boolean isName(String wanted) {
    return kind == Kind.NAME && text.equals(wanted);
  }

  /// How a message calls this token.
  public String described() {
    return switch (kind) {
      case NAME, NUMBER, PUNCTUATION -> "'" + text + "'";
      case NODE -> "'%" + text + "'";
      case STRING -> "a string";
      case UNREADABLE -> "unreadable text";
      case END -> "the end of the text";
    };
  }
}
