package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.parse.Word;
import dev.vitcc.languageserver.names.Definition;
import dev.vitcc.languageserver.text.Body;
import dev.vitcc.languageserver.text.Lines;
import dev.vitcc.languageserver.text.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SymbolKind;

/// The table of contents of a file: the model with its blocks and values, and the clauses.
public final class Outline {
  private Outline() {}

  public static List<DocumentSymbol> of(Analysis analysis) {
    return symbols(analysis, analysis.file());
  }

  private static List<DocumentSymbol> symbols(Analysis analysis, Body body) {
    List<DocumentSymbol> symbols = new ArrayList<>();
    for (Piece piece : body.pieces()) {
      symbol(analysis, piece).ifPresent(symbols::add);
    }
    return symbols;
  }

  private static Optional<DocumentSymbol> symbol(Analysis analysis, Piece piece) {
    Optional<Definition> defined = defined(analysis, piece);
    boolean isClause =
        defined.isEmpty()
            && piece.head().getFirst().kind() == Word.Kind.RESERVED
            && analysis.file().pieces().contains(piece);
    if (defined.isEmpty() && !isClause) {
      return Optional.empty();
    }
    Word name = defined.map(Definition::word).orElse(piece.head().getFirst());
    Lines lines = analysis.lines();
    Range whole = lines.range(piece.start(), piece.end());
    Range selected = lines.range(name.start(), name.end());
    DocumentSymbol symbol =
        new DocumentSymbol(
            name.text(), defined.map(Outline::kind).orElse(SymbolKind.Module), whole, selected);
    piece
        .body()
        .filter(_ -> defined.isPresent())
        .ifPresent(body -> symbol.setChildren(symbols(analysis, body)));
    return Optional.of(symbol);
  }

  /// What a statement defines for the first time.
  private static Optional<Definition> defined(Analysis analysis, Piece piece) {
    return piece.head().stream()
        .limit(2)
        .flatMap(word -> analysis.names().at(word.start()).stream())
        .flatMap(use -> use.definition().filter(d -> d.word().equals(use.word())).stream())
        .filter(d -> d.kind() != Definition.Kind.PARAMETER)
        .findFirst();
  }

  private static SymbolKind kind(Definition definition) {
    return switch (definition.kind()) {
      case MODEL -> SymbolKind.Class;
      case CONSTANT -> SymbolKind.Constant;
      case BLOCK -> SymbolKind.Function;
      case INPUT, OUTPUT -> SymbolKind.Field;
      case PARAMETER, VALUE -> SymbolKind.Variable;
    };
  }

  /// How a block is called: `encoder(x, heads)`.
  static String call(Analysis analysis, Definition block) {
    return block.name()
        + analysis.names().parameters(block.name()).stream()
            .map(Definition::name)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
