package dev.vitcc.languageserver.names;

import dev.vitcc.frontend.parse.Word;
import java.util.Optional;

/// A name where it stands.
///
/// @param definition what it means; empty for a function or a word of the language, and where it
///   means nothing
/// @param callee of an argument's name: the function or block that takes it
public record Use(Word word, Role role, Optional<Definition> definition, Optional<String> callee) {

  /// What a name does.
  public enum Role {
    DEFINITION,
    VALUE,
    FUNCTION,
    ARGUMENT
  }
}
