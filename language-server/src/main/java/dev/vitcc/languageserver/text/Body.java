package dev.vitcc.languageserver.text;

import dev.vitcc.frontend.parse.Continuations.Place;
import java.util.List;

/// Statements in braces, or those of a whole file.
///
/// @param place which kind of statements may stand there
/// @param start behind the `{`
/// @param end in front of the `}`, or the end of the text if it is missing
public record Body(Place place, List<Piece> pieces, int start, int end) {
  public Body {
    pieces = List.copyOf(pieces);
  }
}
