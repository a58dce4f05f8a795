package dev.vitcc.frontend.parse;

import dev.vitcc.ir.diagnostic.SourceLocation;

/// A piece of the text of a `.vit` file.
///
/// @param location of its first line
/// @param start of its characters in the text, in UTF-16 units
/// @param end behind them
public record Word(Kind kind, String text, SourceLocation location, int start, int end) {

  /// What a word can be.
  public enum Kind {
    /// Opens a statement or a clause; never the name of a value.
    RESERVED,
    /// A word of a clause; a name everywhere else.
    CONTEXTUAL,
    /// A name, or a word that is not the grammar's, such as a format.
    NAME,
    NUMBER,
    /// A quoted text.
    TEXT,
    /// A bracket, an operator, a comma.
    MARK,
    COMMENT,
    /// No part of the language.
    UNKNOWN
  }

  /// Whether a value may be called that.
  public boolean isName() {
    return kind == Kind.NAME || kind == Kind.CONTEXTUAL;
  }

  /// Whether this is that mark or keyword.
  public boolean is(String written) {
    return text.equals(written) && kind != Kind.TEXT && kind != Kind.COMMENT;
  }
}
