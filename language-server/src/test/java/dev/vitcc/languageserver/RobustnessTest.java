package dev.vitcc.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.frontend.parse.Word;
import dev.vitcc.languageserver.answer.Analysis;
import dev.vitcc.languageserver.answer.Completions;
import dev.vitcc.languageserver.answer.Findings;
import dev.vitcc.languageserver.answer.HoverText;
import dev.vitcc.languageserver.answer.Manual;
import dev.vitcc.languageserver.answer.Outline;
import dev.vitcc.languageserver.answer.Renaming;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever state a text is in, there are answers, and they point into it.
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RobustnessTest {
  private static final HoverText HOVER = new HoverText(Manual.read());
  private static final Completions COMPLETIONS = new Completions(Manual.read());
  private static final Path DIGITS = Path.of("../examples/digits/digits.vit");

  @Test
  void answersForThePrefixesOfAnExample() {
    String text = Examples.read(DIGITS);
    for (int end = 0; end <= text.length(); end += 3) {
      assertAnswers(text.substring(0, end), end);
    }
  }

  @Test
  void answersForAnExampleWithoutOneOfItsWords() {
    assertAnswersWithoutWords(Examples.read(DIGITS));
  }

  @Test
  @Tag("nightly")
  @Timeout(value = 1200, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void answersForEveryPrefixOfEveryFileAndWithoutEachOfItsWords() {
    for (List<Path> files : List.of(Examples.examples(), Examples.cases())) {
      for (Path file : files) {
        String text = Examples.read(file);
        for (int end = 0; end <= text.length(); end++) {
          assertAnswers(text.substring(0, end), end);
        }
        assertAnswersWithoutWords(text);
      }
    }
  }

  private static void assertAnswersWithoutWords(String text) {
    List<Word> words = Analysis.of("m.vit", text).words();
    for (Word word : words) {
      assertAnswers(text.substring(0, word.start()) + text.substring(word.end()), word.start());
    }
  }

  @Test
  void answersForTextsThatAreNoModels() {
    Random random = new Random(20_26);
    String digits = Examples.read(DIGITS);
    String junk = "{}()[];,=+-*/%.\"<>: \n\r\0é𝄞9ax";
    for (int i = 0; i < 100; i++) {
      StringBuilder text = new StringBuilder(digits);
      for (int change = 0; change < 5; change++) {
        text.insert(random.nextInt(text.length()), junk.charAt(random.nextInt(junk.length())));
      }
      assertAnswers(text.toString(), random.nextInt(text.length()));
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void answersSoonForHostileTexts() {
    for (String text :
        List.of(
            "{".repeat(100_000),
            "model m { repeat 2 ".repeat(20_000),
            "model m { x = " + "f(".repeat(50_000),
            "model m { x = " + "-".repeat(50_000) + "y; }",
            "quantize { weights " + "mixed { ".repeat(300),
            "a = ".repeat(20_000),
            "\"\n".repeat(20_000))) {
      assertAnswers(text, text.length());
    }
  }

  private static void assertAnswers(String text, int offset) {
    Analysis analysis = Analysis.of("m.vit", text);
    HOVER.at(analysis, offset);
    HOVER.at(analysis, Math.max(0, offset - 1));
    COMPLETIONS.at(analysis, offset);
    Renaming.range(analysis, offset);
    Outline.of(analysis).forEach(symbol -> assertInside(analysis, symbol));
    List<Diagnostic> found =
        new Findings("file:///m.vit", true).of(analysis, analysis.inspection().diagnostics());
    found.forEach(diagnostic -> assertInside(analysis, diagnostic.getRange()));
  }

  private static void assertInside(Analysis analysis, DocumentSymbol symbol) {
    assertInside(analysis, symbol.getRange());
    int start = analysis.lines().offset(symbol.getRange().getStart());
    int end = analysis.lines().offset(symbol.getRange().getEnd());
    assertThat(analysis.lines().offset(symbol.getSelectionRange().getStart()))
        .isBetween(start, end);
    assertThat(analysis.lines().offset(symbol.getSelectionRange().getEnd())).isBetween(start, end);
  }

  /// A place that the text has is the place of its own offset.
  private static void assertInside(Analysis analysis, Range range) {
    for (Position position : List.of(range.getStart(), range.getEnd())) {
      assertThat(analysis.lines().position(analysis.lines().offset(position))).isEqualTo(position);
    }
  }
}
