package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.frontend.parse.Continuations;
import dev.vitcc.frontend.parse.Word;
import dev.vitcc.languageserver.names.Definition;
import dev.vitcc.languageserver.text.Piece;
import dev.vitcc.targets.Boards;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;

/// What may be written at a place: the grammar tells which kind of word, the checks which words.
public final class Completions {
  private final Manual manual;

  public Completions(Manual manual) {
    this.manual = manual;
  }

  /// All that fits; the editor picks by what has been typed.
  public List<CompletionItem> at(Analysis analysis, int offset) {
    Optional<Word> typed =
        analysis.words().stream()
            .filter(word -> word.start() < offset && offset <= word.end())
            .findFirst();
    boolean inside = typed.filter(word -> isClosedTo(word, offset)).isPresent();
    if (inside) {
      return List.of();
    }
    int start =
        typed
            .filter(w -> w.isName() || w.kind() == Word.Kind.RESERVED)
            .map(Word::start)
            .orElse(offset);
    Cursor cursor = Cursor.at(analysis.file(), start);
    List<Word> before =
        cursor.piece().map(Piece::head).orElse(List.of()).stream()
            .filter(word -> word.end() <= start)
            .toList();
    Offer offer = new Offer(analysis, cursor, before, start, new LinkedHashMap<>());
    String text = analysis.source().text();
    String beginning = before.isEmpty() ? "" : text.substring(before.getFirst().start(), start);
    Continuations.after(cursor.place(), beginning).forEach(next -> add(next, offer));
    boolean nextLine =
        !before.isEmpty()
            && text.substring(before.getLast().end(), start).indexOf('\n') >= 0
            && cursor.piece().filter(piece -> !piece.closed()).isPresent();
    if (nextLine) {
      // Perhaps only the `;` is missing.
      Offer anew = new Offer(analysis, cursor, List.of(), start, offer.items());
      Continuations.after(cursor.place(), "").forEach(next -> add(next, anew));
    }
    return List.copyOf(offer.items().values());
  }

  /// A comment or a text, or a number that goes on.
  private static boolean isClosedTo(Word word, int offset) {
    return switch (word.kind()) {
      case COMMENT -> offset < word.end() || word.text().startsWith("//");
      case TEXT -> offset < word.end() || word.text().length() == 1 || !word.text().endsWith("\"");
      case NUMBER -> true;
      case RESERVED, CONTEXTUAL, NAME, MARK, UNKNOWN -> false;
    };
  }

  /// What is offered at one place.
  private record Offer(
      Analysis analysis,
      Cursor cursor,
      List<Word> before,
      int offset,
      Map<String, CompletionItem> items) {

    String opener() {
      return before.isEmpty() ? "" : before.getFirst().text();
    }

    String last() {
      return before.isEmpty() ? "" : before.getLast().text();
    }

    /// Offers a word, unless it is offered already.
    ///
    /// @param detail beside the word; empty for none
    /// @param text below it, Markdown; empty for none
    void add(String word, CompletionItemKind kind, String detail, String text) {
      CompletionItem item = new CompletionItem(word);
      item.setKind(kind);
      if (!detail.isEmpty()) {
        item.setDetail(detail);
      }
      if (!text.isEmpty()) {
        item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, text));
      }
      items.putIfAbsent(word, item);
    }
  }

  private void add(Continuations.Next next, Offer offer) {
    if (!next.word().isEmpty()) {
      if (!next.rule().equals("argumentName") && !next.rule().equals("argument")) {
        offer.add(next.word(), CompletionItemKind.Keyword, "", meaning(next.word(), offer));
      }
      return;
    }
    switch (next.rule()) {
      case "primary" -> expression(offer);
      case "argumentName" -> arguments(offer);
      case "statement", "assignment" -> values(offer);
      case "targetClause" -> words(Boards.names(), offer, CompletionItemKind.Module);
      case "inputModifier" -> words(Vocabulary.modifiers(), offer, CompletionItemKind.Function);
      case "naming" -> words(Vocabulary.layouts(), offer, CompletionItemKind.EnumMember);
      case "format" -> words(Vocabulary.formats(), offer, CompletionItemKind.EnumMember);
      case "quantizeRole" -> words(Vocabulary.roles(), offer, CompletionItemKind.Property);
      case "approximateItem" ->
          words(Vocabulary.approximated(), offer, CompletionItemKind.Function);
      case "choice" ->
          words(Vocabulary.choices(offer.opener()), offer, CompletionItemKind.EnumMember);
      case "unit" -> words(Vocabulary.units(offer.opener()), offer, CompletionItemKind.Unit);
      default -> {} // a new name: there is nothing to offer
    }
  }

  private void words(Collection<String> words, Offer offer, CompletionItemKind kind) {
    for (String word : words) {
      offer.add(word, kind, Vocabulary.usage(word).orElse(""), meaning(word, offer));
    }
  }

  private String meaning(String word, Offer offer) {
    return manual.inClause(offer.cursor().clause(), word).or(() -> manual.find(word)).orElse("");
  }

  private void expression(Offer offer) {
    String argument = offer.before().size() < 2 ? "" : offer.before().reversed().get(1).text();
    List<String> takes = offer.last().equals("=") ? Vocabulary.argumentWords(argument) : List.of();
    words(takes, offer, CompletionItemKind.EnumMember);
    values(offer);
    if (offer.cursor().place() == Continuations.Place.MODEL && takes.isEmpty()) {
      words(Vocabulary.functions(), offer, CompletionItemKind.Function);
      for (Definition block : offer.analysis().names().blocks()) {
        String call = Outline.call(offer.analysis(), block);
        offer.add(block.name(), CompletionItemKind.Function, call, "");
      }
    }
  }

  private static void values(Offer offer) {
    Optional<Piece> own = offer.cursor().piece();
    List<Definition> visible = offer.analysis().names().visible(offer.offset());
    for (Definition value : visible) {
      if (own.filter(value.piece()::equals).isPresent() && !value.piece().closed()) {
        continue; // what this statement gives isn't there yet
      }
      CompletionItemKind kind =
          value.kind() == Definition.Kind.CONSTANT
              ? CompletionItemKind.Constant
              : CompletionItemKind.Variable;
      offer.add(value.name(), kind, value.kind().title(), "");
    }
  }

  /// The names of the arguments of the innermost open call.
  private static void arguments(Offer offer) {
    Deque<String> callees = new ArrayDeque<>();
    String last = "";
    for (Word word : offer.before()) {
      if (word.is("(")) {
        callees.push(last);
      } else if (word.is(")") && !callees.isEmpty()) {
        callees.pop();
      }
      last = word.text();
    }
    if (callees.isEmpty()) {
      return;
    }
    String callee = callees.getFirst();
    Vocabulary.arguments(callee).forEach(name -> argument(name, callee, offer));
    offer
        .analysis()
        .names()
        .parameters(callee)
        .forEach(parameter -> argument(parameter.name(), callee, offer));
  }

  private static void argument(String name, String callee, Offer offer) {
    offer.add(name + " = ", CompletionItemKind.Property, "argument of " + callee, "");
  }
}
