package dev.vitcc.languageserver.text;

import dev.vitcc.frontend.parse.Continuations.Place;
import dev.vitcc.frontend.parse.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts a text into statements by its braces and semicolons, so that each can be looked at where
/// others are half written.
public final class Pieces {
  private static final int DEEPEST = 64;
  private static final List<String> CLAUSES = List.of("target", "quantize", "prune", "approximate");
  private static final List<String> OF_FILES =
      List.of("model", "weights", "calibrate", "evaluate", "target", "quantize", "scales", "prune");

  private final List<Word> words;
  private final int length;
  private int next;

  private Pieces(List<Word> words, int length) {
    this.words = words;
    this.length = length;
  }

  /// The whole file.
  ///
  /// @param words without comments
  public static Body of(List<Word> words, String text) {
    return new Pieces(words, text.length()).body(Place.FILE, 0, 0);
  }

  private Body body(Place place, int start, int depth) {
    List<Piece> pieces = new ArrayList<>();
    while (next < words.size()) {
      Word word = words.get(next);
      if (word.is("}") && place != Place.FILE) {
        return new Body(place, pieces, start, word.start());
      }
      if (belongsOutside(place, word)) {
        return new Body(place, pieces, start, word.start());
      }
      if (word.is("}") || word.is(";")) {
        next++;
      } else {
        pieces.add(piece(place, depth));
      }
    }
    return new Body(place, pieces, start, length);
  }

  /// Whether a `}` must be missing, as this word opens a clause. The words of a quantize clause are
  /// also such.
  private boolean belongsOutside(Place place, Word word) {
    boolean opens =
        OF_FILES.contains(word.text()) || (word.is("approximate") && place != Place.APPROXIMATE);
    return switch (place) {
      case FILE -> false;
      case MODEL, TARGET, PRUNE, APPROXIMATE -> word.kind() == Word.Kind.RESERVED && opens;
      case QUANTIZE -> word.kind() == Word.Kind.RESERVED && opens && !word.is("weights");
    };
  }

  private Piece piece(Place place, int depth) {
    List<Word> head = new ArrayList<>();
    int braces = 0;
    while (next < words.size()) {
      Word word = words.get(next);
      if (word.is("{") && braces == 0 && depth < DEEPEST) {
        Optional<Place> inside = inside(place, head);
        if (inside.isPresent()) {
          return withBody(head, word, inside.get(), depth);
        }
      }
      boolean over = word.is("}") && braces == 0;
      if (over || (!head.isEmpty() && braces == 0 && startsAnew(place, head.getLast(), word))) {
        return new Piece(head, Optional.empty(), head.getLast().end(), false);
      }
      next++;
      if (word.is(";") && braces == 0) {
        return new Piece(head, Optional.empty(), word.end(), true);
      }
      head.add(word);
      braces += word.is("{") ? 1 : word.is("}") ? -1 : 0;
    }
    return new Piece(head, Optional.empty(), head.getLast().end(), false);
  }

  private Piece withBody(List<Word> head, Word brace, Place inside, int depth) {
    next++;
    Body body = body(inside, brace.end(), depth + 1);
    if (next < words.size() && words.get(next).is("}")) {
      int end = words.get(next++).end();
      return new Piece(head, Optional.of(body), end, true);
    }
    return new Piece(head, Optional.of(body), body.end(), false);
  }

  /// What kind of statements a `{` behind these words opens, if it opens any.
  private static Optional<Place> inside(Place place, List<Word> head) {
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String opener = head.getFirst().text();
    return switch (place) {
      case FILE ->
          opener.equals("model")
              ? Optional.of(Place.MODEL)
              : CLAUSES.contains(opener) ? Optional.of(place(opener)) : Optional.empty();
      case MODEL ->
          opener.equals("block") || opener.equals("repeat")
              ? Optional.of(Place.MODEL)
              : Optional.empty();
      case TARGET, QUANTIZE, PRUNE, APPROXIMATE -> Optional.empty();
    };
  }

  private static Place place(String clause) {
    return switch (clause) {
      case "target" -> Place.TARGET;
      case "quantize" -> Place.QUANTIZE;
      case "prune" -> Place.PRUNE;
      default -> Place.APPROXIMATE;
    };
  }

  /// Whether a word on a new line can only belong to the next statement: the `;` is missing.
  private boolean startsAnew(Place place, Word last, Word word) {
    if (word.location().line() <= last.location().line() || last.is(",") || last.is("(")) {
      return false;
    }
    boolean assigns = next + 1 < words.size() && words.get(next + 1).is("=");
    if (assigns) {
      return place == Place.MODEL && word.isName();
    }
    return word.kind() == Word.Kind.RESERVED;
  }
}
