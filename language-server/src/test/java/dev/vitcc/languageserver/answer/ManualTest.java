package dev.vitcc.languageserver.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.frontend.parse.Continuations;
import dev.vitcc.frontend.parse.Continuations.Place;
import dev.vitcc.frontend.parse.VitWords;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every word of the language has its place in docs/language.md.
class ManualTest {
  private static final Manual MANUAL = Manual.read();

  static Stream<String> words() {
    return Stream.of(VitWords.reserved(), Vocabulary.functions(), Vocabulary.modifiers())
        .flatMap(List::stream)
        .filter(word -> !word.equals("model"));
  }

  @ParameterizedTest
  @MethodSource("words")
  void saysWhatWordsMean(String word) {
    assertThat(MANUAL.find(word)).as(word).isPresent();
  }

  @Test
  void saysWhatLinesOfClausesMean() {
    assertSays("target", Place.TARGET);
    assertSays("quantize", Place.QUANTIZE);
    assertSays("prune", Place.PRUNE);
    for (String word : Vocabulary.roles()) {
      assertThat(MANUAL.inClause("quantize", word)).as(word).isPresent();
    }
    for (String word : Vocabulary.formats()) {
      assertThat(MANUAL.inClause("quantize", word)).as(word).isPresent();
    }
  }

  /// Every word that opens a line of the clause.
  private static void assertSays(String clause, Place place) {
    List<String> lines =
        Continuations.after(place, "").stream()
            .map(Continuations.Next::word)
            .filter(word -> !word.isEmpty())
            .toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(MANUAL.inClause(clause, line)).as(line).isPresent();
    }
  }

  /// What has no entry of its own is named where its clause is described.
  @Test
  void namesEveryContextualWord() {
    String all =
        Stream.of("weights", "calibrate", "evaluate", "target", "quantize", "prune", "approximate")
            .map(clause -> MANUAL.find(clause).orElseThrow())
            .reduce("", String::concat);
    for (String word : VitWords.contextual()) {
      boolean entry =
          Stream.of("target", "quantize", "prune")
              .anyMatch(clause -> MANUAL.inClause(clause, word).isPresent());
      assertThat(entry || all.contains(word)).as(word).isTrue();
    }
  }

  @Test
  void readsTablesWithEscapedBars() {
    Manual manual = Manual.of("### F\n\n| `f(x \\| y)`, `g` | [one](a.md) thing |\n");
    assertThat(manual.find("f")).contains("`f(x | y)`, `g` — one thing");
    assertThat(manual.find("g")).isEqualTo(manual.find("f"));
  }
}
