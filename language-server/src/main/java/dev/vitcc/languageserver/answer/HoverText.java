package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.frontend.parse.Word;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.languageserver.names.Definition;
import dev.vitcc.languageserver.names.Use;
import dev.vitcc.languageserver.text.Piece;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What to show of a word that someone points at: its value, its meaning, what is wrong there.
public final class HoverText {
  private static final int MOST_VALUES = 4;

  private final Manual manual;

  public HoverText(Manual manual) {
    this.manual = manual;
  }

  /// Markdown; empty if there is nothing to say.
  public Optional<String> at(Analysis analysis, int offset) {
    List<String> parts = new ArrayList<>();
    Optional<Word> word = analysis.word(offset);
    Optional<Use> use =
        word.flatMap(w -> analysis.names().at(w.start()).filter(u -> u.word().equals(w)));
    if (use.isPresent() && (use.get().definition().isPresent() || isFunction(use.get()))) {
      parts.addAll(ofName(analysis, use.get()));
    } else {
      word.filter(w -> w.isName() || w.kind() == Word.Kind.RESERVED)
          .flatMap(w -> ofWord(analysis, w))
          .ifPresent(parts::add);
    }
    parts.addAll(mistakes(analysis, offset));
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", parts));
  }

  private static boolean isFunction(Use use) {
    return use.role() == Use.Role.FUNCTION && Vocabulary.functions().contains(use.word().text());
  }

  private List<String> ofName(Analysis analysis, Use use) {
    List<String> parts = new ArrayList<>();
    String name = use.word().text();
    Optional<String> values = values(analysis, use);
    if (use.definition().isEmpty()) {
      Vocabulary.usage(name).ifPresent(usage -> parts.add("**" + usage + "**"));
      values.ifPresent(text -> parts.add("gives " + text));
      manual.find(name).ifPresent(parts::add);
      return parts;
    }
    Definition definition = use.definition().get();
    String title =
        definition.kind() == Definition.Kind.BLOCK
            ? Outline.call(analysis, definition)
            : definition.name();
    String kind = definition.kind().title();
    parts.add("**" + title + "** (" + kind + ")" + values.map(text -> ": " + text).orElse(""));
    return parts;
  }

  private static Optional<String> values(Analysis analysis, Use use) {
    Set<String> values = analysis.values().getOrDefault(use.word().start(), Set.of());
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String shown = String.join("; ", values.stream().limit(MOST_VALUES).toList());
    return Optional.of(values.size() > MOST_VALUES ? shown + "; …" : shown);
  }

  /// The meaning of a word: in its clause, of the line that it is in, or by itself.
  private Optional<String> ofWord(Analysis analysis, Word word) {
    Cursor cursor = Cursor.at(analysis.file(), word.start());
    Optional<Piece> piece = cursor.piece();
    String opener = piece.map(Piece::opener).orElse("");
    boolean isBoard =
        opener.equals("target")
            && piece.filter(p -> p.head().size() > 1 && p.head().get(1).equals(word)).isPresent();
    if (isBoard) {
      return Boards.find(word.text()).map(HoverText::board);
    }
    return switch (cursor.place()) {
      case FILE -> manual.find(word.text()).or(() -> manual.find(opener));
      case MODEL -> manual.find(word.text());
      case TARGET, QUANTIZE, PRUNE, APPROXIMATE ->
          manual
              .inClause(cursor.clause(), word.text())
              .or(() -> manual.inClause(cursor.clause(), opener))
              .or(() -> manual.find(cursor.clause()));
    };
  }

  private static String board(Board board) {
    return String.format(
        Locale.ROOT,
        "**%s**, %s%s: %,d LUT, %,d FF, %,d DSP, %,d BRAM36, %,d URAM",
        board.name(),
        board.title(),
        board.part().map(part -> " (" + part + ")").orElse(""),
        board.resources().lut(),
        board.resources().ff(),
        board.resources().dsp(),
        board.resources().bram36(),
        board.resources().uram());
  }

  /// What the codes of the diagnostics here mean, as `vitcc explain` says it.
  private static List<String> mistakes(Analysis analysis, int offset) {
    return analysis.inspection().diagnostics().stream()
        .filter(diagnostic -> covers(analysis, diagnostic, offset))
        .map(
            diagnostic ->
                "**"
                    + diagnostic.code().code()
                    + "**: "
                    + diagnostic.code().title()
                    + "\n\n"
                    + diagnostic.code().explanation().strip().replace('\n', ' '))
        .distinct()
        .toList();
  }

  private static boolean covers(Analysis analysis, Diagnostic diagnostic, int offset) {
    if (!diagnostic.location().hasPosition()) {
      return false;
    }
    int start = analysis.lines().offset(diagnostic.location());
    return start <= offset && offset <= start + diagnostic.location().length();
  }
}
