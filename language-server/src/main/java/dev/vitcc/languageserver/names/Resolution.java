package dev.vitcc.languageserver.names;

import dev.vitcc.frontend.parse.Word;
import dev.vitcc.languageserver.names.Definition.Kind;
import dev.vitcc.languageserver.names.Use.Role;
import dev.vitcc.languageserver.text.Body;
import dev.vitcc.languageserver.text.Piece;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks a file in the order in which the compiler gives names their meaning.
final class Resolution {
  private final List<Use> uses = new ArrayList<>();
  private final List<NameIndex.Region> regions = new ArrayList<>();
  private final Map<String, Definition> blocks = new LinkedHashMap<>();
  private final Map<String, Map<String, Definition>> parameters = new LinkedHashMap<>();

  NameIndex resolve(Body file) {
    Scope constants = new Scope();
    regions.add(new NameIndex.Region(file.start(), file.end(), constants));
    file.pieces().stream()
        .filter(p -> p.opener().equals("const"))
        .forEach(p -> define(p, constants));
    for (Piece piece : file.pieces()) {
      if (piece.opener().equals("model")) {
        name(piece, 1).ifPresent(word -> note(word, new Definition(Kind.MODEL, word, piece)));
        piece.body().ifPresent(body -> model(body, constants.nested()));
      } else if (!piece.opener().equals("const")) {
        clause(piece, constants);
      }
    }
    return new NameIndex(uses, regions, List.copyOf(blocks.values()), parameters);
  }

  /// Constants of clauses stand among words of theirs, which come first.
  private void clause(Piece piece, Scope constants) {
    for (int i = 1; i < piece.head().size(); i++) {
      Word word = piece.head().get(i);
      boolean named = i + 1 < piece.head().size() && "(=".contains(piece.head().get(i + 1).text());
      if (word.kind() == Word.Kind.NAME && !named) {
        constants.find(word.text()).ifPresent(known -> use(word, Role.VALUE, known));
      }
    }
    piece.body().ifPresent(body -> body.pieces().forEach(line -> clause(line, constants)));
  }

  private void model(Body body, Scope constants) {
    for (Piece piece : body.pieces()) {
      if (piece.opener().equals("block")) {
        declare(piece);
      }
    }
    for (Piece piece : body.pieces()) {
      if (piece.opener().equals("const")) {
        define(piece, constants);
      }
    }
    Scope top = constants.nested();
    regions.add(new NameIndex.Region(body.start(), body.end(), top));
    for (Piece piece : body.pieces()) {
      if (!piece.opener().equals("block") && !piece.opener().equals("const")) {
        statement(piece, top, constants);
      }
    }
    body.pieces().stream()
        .filter(p -> p.opener().equals("block"))
        .forEach(p -> block(p, constants));
  }

  private void declare(Piece piece) {
    name(piece, 1)
        .ifPresent(
            word -> {
              Definition block = new Definition(Kind.BLOCK, word, piece);
              if (blocks.putIfAbsent(word.text(), block) == null) {
                Map<String, Definition> own = new LinkedHashMap<>();
                for (Word parameter : parameterNames(piece)) {
                  own.putIfAbsent(
                      parameter.text(), new Definition(Kind.PARAMETER, parameter, piece));
                }
                parameters.put(word.text(), own);
              }
              note(word, block);
            });
  }

  /// The names behind `(` and `,` of a block's head.
  private static List<Word> parameterNames(Piece block) {
    List<Word> names = new ArrayList<>();
    int depth = 0;
    for (int i = 2; i < block.head().size(); i++) {
      Word word = block.head().get(i);
      Word before = block.head().get(i - 1);
      if (depth == 1 && word.isName() && (before.is("(") || before.is(","))) {
        names.add(word);
      }
      depth += "([".contains(word.text()) ? 1 : ")]".contains(word.text()) ? -1 : 0;
    }
    return names;
  }

  private void block(Piece piece, Scope constants) {
    Scope inside = constants.nested();
    List<Word> names = parameterNames(piece);
    for (Word parameter : names) {
      define(parameter, Kind.PARAMETER, piece, inside);
    }
    List<Word> defaults = piece.head().stream().skip(2).filter(w -> !names.contains(w)).toList();
    expression(defaults, constants);
    piece.body().ifPresent(body -> statements(body, inside, constants));
  }

  private void statements(Body body, Scope scope, Scope constants) {
    regions.add(new NameIndex.Region(body.start(), body.end(), scope));
    body.pieces().forEach(piece -> statement(piece, scope, constants));
  }

  private void statement(Piece piece, Scope scope, Scope constants) {
    switch (piece.opener()) {
      case "repeat" -> {
        expression(rest(piece, 1), scope);
        piece.body().ifPresent(body -> statements(body, scope.nested(), constants));
      }
      case "input" -> {
        modifiers(rest(piece, 2), constants);
        name(piece, 1).ifPresent(word -> define(word, Kind.INPUT, piece, scope));
      }
      case "const" -> define(piece, scope);
      case "output" -> {
        expression(rest(piece, 2), scope);
        name(piece, 1).ifPresent(word -> define(word, Kind.OUTPUT, piece, scope));
      }
      default -> {
        boolean assigns = piece.head().size() > 1 && piece.head().get(1).is("=");
        if (assigns && piece.head().getFirst().isName()) {
          expression(rest(piece, 1), scope);
          define(piece.head().getFirst(), Kind.VALUE, piece, scope);
        } else {
          expression(piece.head(), scope);
          piece.body().ifPresent(body -> statements(body, scope.nested(), constants));
        }
      }
    }
  }

  private void define(Piece constant, Scope scope) {
    expression(rest(constant, 2), scope);
    name(constant, 1).ifPresent(word -> define(word, Kind.CONSTANT, constant, scope));
  }

  private void define(Word word, Kind kind, Piece piece, Scope scope) {
    note(word, scope.define(new Definition(kind, word, piece)));
  }

  /// What is done to an image is no function of the model.
  private void modifiers(List<Word> words, Scope constants) {
    expression(words, constants);
    uses.removeIf(use -> use.role() == Role.FUNCTION && words.contains(use.word()));
  }

  private void expression(List<Word> words, Scope scope) {
    Deque<String> callees = new ArrayDeque<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String behind = i + 1 < words.size() ? words.get(i + 1).text() : "";
      if (word.is("(")) {
        callees.push(i > 0 ? words.get(i - 1).text() : "");
      } else if (word.is(")") && !callees.isEmpty()) {
        callees.pop();
      } else if (behind.equals("=") && !callees.isEmpty()) {
        argument(word, callees.getFirst());
      } else if (word.isName()) {
        Optional<Definition> meaning =
            behind.equals("(")
                ? Optional.ofNullable(blocks.get(word.text()))
                : scope.find(word.text());
        Role role = behind.equals("(") ? Role.FUNCTION : Role.VALUE;
        uses.add(new Use(word, role, meaning, Optional.empty()));
      }
    }
  }

  private void argument(Word word, String callee) {
    Optional<Definition> parameter =
        Optional.ofNullable(parameters.get(callee)).map(own -> own.get(word.text()));
    uses.add(new Use(word, Role.ARGUMENT, parameter, Optional.of(callee)));
  }

  private void note(Word word, Definition definition) {
    use(word, Role.DEFINITION, definition);
  }

  private void use(Word word, Role role, Definition definition) {
    uses.add(new Use(word, role, Optional.of(definition), Optional.empty()));
  }

  private static Optional<Word> name(Piece piece, int index) {
    return piece.head().stream().skip(index).findFirst().filter(Word::isName);
  }

  private static List<Word> rest(Piece piece, int from) {
    return piece.head().stream().skip(from).toList();
  }
}
