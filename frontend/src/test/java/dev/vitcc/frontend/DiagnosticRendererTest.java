package dev.vitcc.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.SourceLocation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person sees of a diagnostic.
final class DiagnosticRendererTest {

  private static String render(String line, int column, int length, boolean colours) {
    SourceText source = SourceText.of("a.vit", line);
    Diagnostic diagnostic =
        Diagnostic.error(
                FrontendCode.UNKNOWN_NAME, new SourceLocation("a.vit", 1, column, length), "no 'y'")
            .withHint("did you mean 'x'?");
    return new DiagnosticRenderer(List.of(source), colours).render(List.of(diagnostic));
  }

  @Test
  void showsLineCaretHintAndCount() {
    assertThat(render("x = yes;", 5, 3, false))
        .isEqualTo(
            """
            a.vit:1:5: error[E0201]: no 'y'
               1 | x = yes;
                 |     ^~~
                 hint: did you mean 'x'?
            1 error
            """);
  }

  @Test
  void showsDetailsBelowTheHint() {
    Diagnostic diagnostic =
        Diagnostic.error(FrontendCode.UNKNOWN_NAME, SourceLocation.ofFile("a.vit"), "too slow")
            .withHint("each is enough:", List.of("target u200", "prune { auto; }"));
    assertThat(new DiagnosticRenderer(List.of(), false).render(List.of(diagnostic)))
        .isEqualTo(
            """
            a.vit: error[E0201]: too slow
                 hint: each is enough:
                       target u200
                       prune { auto; }
            1 error
            """);
  }

  @Test
  void putsTheCaretRightBehindTabs() {
    assertThat(render("\tx =\ty;", 6, 1, false))
        .contains("   1 |     x =    y;\n     |            ^\n");
  }

  @Test
  void countsWideCharactersTwice() {
    assertThat(render("\"漢字\" y", 6, 1, false)).contains("     |        ^\n");
    assertThat(render("\"😀\" y", 6, 1, false)).contains("     |      ^\n");
  }

  @Test
  void cutsLinesThatAreTooLong() {
    String line = "a".repeat(5000) + "y" + "b".repeat(5000);
    String rendered = render(line, 5001, 1, false);
    assertThat(rendered.lines()).allSatisfy(l -> assertThat(l.length()).isLessThan(200));
    List<String> lines = rendered.lines().toList();
    assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('y');
  }

  @Test
  void marksTheEndOfALine() {
    assertThat(render("x = x", 6, 1, false)).contains("   1 | x = x\n     |      ^\n");
  }

  @Test
  void paintsOnlyWhenAsked() {
    assertThat(render("x = y;", 5, 1, true)).contains("\u001b[1;31m").contains("\u001b[0m");
    assertThat(render("x = y;", 5, 1, false)).doesNotContain("\u001b");
  }

  @Test
  void passesNoControlCharactersOn() {
    assertThat(render("x = \u001b[2Jy;", 9, 1, false)).doesNotContain("\u001b");
  }

  @Test
  void sortsByPositionAndCounts() {
    SourceText source = SourceText.of("a.vit", "one\ntwo\nthree");
    List<Diagnostic> unsorted =
        List.of(
            Diagnostic.error(
                FrontendCode.UNKNOWN_NAME, new SourceLocation("a.vit", 3, 1, 5), "third"),
            Diagnostic.warning(
                FrontendCode.UNUSED_NAME, new SourceLocation("a.vit", 1, 1, 3), "first"),
            Diagnostic.error(
                FrontendCode.UNKNOWN_NAME, new SourceLocation("a.vit", 2, 1, 3), "second"),
            Diagnostic.warning(
                FrontendCode.NO_WEIGHTS, SourceLocation.ofFile("a.vit"), "whole file"));
    String rendered = new DiagnosticRenderer(List.of(source), false).render(unsorted);
    assertThat(rendered)
        .containsSubsequence(
            "a.vit: warning", "a.vit:1:1: warning", "a.vit:2:1: error", "a.vit:3:1: error")
        .endsWith("2 errors, 2 warnings\n");
  }
}
