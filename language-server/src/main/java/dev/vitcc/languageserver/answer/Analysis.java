package dev.vitcc.languageserver.answer;

import dev.vitcc.frontend.Inspection;
import dev.vitcc.frontend.SourceText;
import dev.vitcc.frontend.ValueObserver;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.frontend.parse.VitWords;
import dev.vitcc.frontend.parse.Word;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.languageserver.names.NameIndex;
import dev.vitcc.languageserver.text.Body;
import dev.vitcc.languageserver.text.Lines;
import dev.vitcc.languageserver.text.Pieces;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that is known of one version of a text.
///
/// @param words all of them, comments included
/// @param file the words as statements
/// @param values of names and calls, by the offset of the name; several where a block is called, or
///   a repeat run, with several
public record Analysis(
    SourceText source,
    Lines lines,
    List<Word> words,
    Body file,
    NameIndex names,
    Inspection inspection,
    Map<Integer, Set<String>> values) {

  /// @param name of the file, as messages give it
  public static Analysis of(String name, String text) {
    SourceText source = SourceText.of(name, text);
    Lines lines = new Lines(text);
    List<Word> words = VitWords.of(source);
    Body file = Pieces.of(words.stream().filter(w -> w.kind() != Word.Kind.COMMENT).toList(), text);
    Map<Integer, Set<String>> values = new LinkedHashMap<>();
    ValueObserver observer =
        new ValueObserver() {
          @Override
          public void tensor(SourceLocation where, TensorType type) {
            constant(where, Shapes.text(type));
          }

          @Override
          public void constant(SourceLocation where, String value) {
            values.computeIfAbsent(lines.offset(where), _ -> new LinkedHashSet<>()).add(value);
          }
        };
    Inspection inspection = new VitFrontend().inspect(source, observer);
    return new Analysis(source, lines, words, file, NameIndex.of(file), inspection, values);
  }

  /// The word that an offset is in, or just behind.
  public Optional<Word> word(int offset) {
    return words.stream()
        .filter(word -> word.start() <= offset && offset <= word.end())
        .reduce((first, second) -> second.kind() == Word.Kind.MARK ? first : second);
  }
}
