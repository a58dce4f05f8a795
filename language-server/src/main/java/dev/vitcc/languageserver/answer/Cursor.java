package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.parse.Continuations.Place;
import dev.vitcc.languageserver.text.Body;
import dev.vitcc.languageserver.text.Piece;
import java.util.Optional;

/// The statement that a place in the text is in.
///
/// @param place which kind of statements may stand there
/// @param clause the opening word of the clause around, or of the statement itself at the top
/// @param piece the statement; empty between statements
public record Cursor(Place place, String clause, Optional<Piece> piece) {

  static Cursor at(Body file, int offset) {
    Cursor cursor = new Cursor(file.place(), "", Optional.empty());
    Optional<Body> body = Optional.of(file);
    while (body.isPresent()) {
      Optional<Piece> piece = pieceAt(body.get(), offset);
      String clause =
          cursor.clause().isEmpty() ? piece.map(Piece::opener).orElse("") : cursor.clause();
      cursor = new Cursor(body.get().place(), clause, piece);
      body =
          piece
              .flatMap(Piece::body)
              .filter(inner -> inner.start() <= offset && offset <= inner.end());
    }
    return cursor;
  }

  /// The statement that begins in front of an offset and isn't over there.
  private static Optional<Piece> pieceAt(Body body, int offset) {
    return body.pieces().stream()
        .filter(piece -> piece.start() <= offset)
        .reduce((_, later) -> later)
        .filter(piece -> !piece.closed() || offset < piece.end());
  }
}
