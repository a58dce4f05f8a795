package dev.vitcc.languageserver.text;

import dev.vitcc.frontend.parse.Word;
import java.util.List;
import java.util.Optional;

/// A statement, a clause, or a line of a clause.
///
/// @param head its words up to the `;` or to the `{` of its body; at least one, without comments
/// @param body what stands in its braces, if those hold statements
/// @param end behind its last character: the `;`, the `}`, or where it is cut off
/// @param closed whether it ends with a `;` or a `}`
public record Piece(List<Word> head, Optional<Body> body, int end, boolean closed) {
  public Piece {
    head = List.copyOf(head);
  }

  public int start() {
    return head.getFirst().start();
  }

  /// The word that opens it.
  public String opener() {
    return head.getFirst().text();
  }
}
