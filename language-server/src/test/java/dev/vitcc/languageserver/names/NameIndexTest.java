package dev.vitcc.languageserver.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.frontend.FrontendCode;
import dev.vitcc.frontend.check.Vocabulary;
import dev.vitcc.languageserver.Examples;
import dev.vitcc.languageserver.answer.Analysis;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NameIndexTest {
  static List<Path> files() {
    return Stream.of(Examples.examples(), Examples.cases())
        .flatMap(List::stream)
        .filter(file -> !file.toString().contains("hostile"))
        .toList();
  }

  /// The compiler's check of names and this index are two readings of one set of rules.
  @ParameterizedTest
  @MethodSource("files")
  void knowsNoMeaningExactlyWhereTheCompilerFindsNone(Path file) {
    Analysis analysis = Analysis.of(file.toString(), Examples.read(file));
    boolean checksNames =
        analysis.inspection().diagnostics().stream()
            .noneMatch(
                d ->
                    d.code().code().startsWith("E01")
                        || d.code() == FrontendCode.MISPLACED_STATEMENT);
    if (!checksNames) {
      return; // such mistakes hide the others
    }
    TreeSet<Integer> missing =
        analysis.inspection().diagnostics().stream()
            .filter(
                d ->
                    d.code() == FrontendCode.UNKNOWN_NAME
                        || d.code() == FrontendCode.UNKNOWN_FUNCTION)
            .filter(d -> !d.message().startsWith("there is no constant"))
            .map(d -> analysis.lines().offset(d.location()))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<Integer> unknown =
        analysis.names().uses().stream()
            .filter(use -> use.role() != Use.Role.ARGUMENT && use.definition().isEmpty())
            .filter(use -> !Vocabulary.functions().contains(use.word().text()))
            .filter(use -> !Vocabulary.argumentWords().contains(use.word().text()))
            .map(use -> use.word().start())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).isEqualTo(missing);
  }

  @Test
  void tellsValuesOfOneNameApartByTheirScope() {
    String text =
        """
        model m {
            block f(x) { y = x; return y; }
            repeat 2 { y = f(x = z); w = y; }
            repeat 2 { y = f(z); v = y; }
        }
        """;
    NameIndex names = Analysis.of("m.vit", text).names();
    assertThat(lines(names, text, text.indexOf("y = x"))).containsExactly(2, 2);
    assertThat(lines(names, text, text.indexOf("y = f(x"))).containsExactly(3, 3);
    assertThat(lines(names, text, text.indexOf("y;", text.indexOf("v = ")))).containsExactly(4, 4);
    assertThat(lines(names, text, text.indexOf("(x)") + 1)).containsExactly(2, 2, 3);
    assertThat(names.at(text.indexOf("z)")).orElseThrow().definition()).isEmpty();
  }

  private static List<Integer> lines(NameIndex names, String text, int offset) {
    Definition definition = names.at(offset).orElseThrow().definition().orElseThrow();
    assertThat(text).contains(definition.name());
    return names.all(definition).stream().map(use -> use.word().location().line()).toList();
  }

  @Test
  void knowsWhatIsAroundAHalfWrittenStatement() {
    String text =
        """
        model m {
            input image : [3, 224, 224];
            block f(x, depth = 2) { return x; }
            x = patch_embed(image, patch = 16, dim =
            y = f(x);
            repeat 3 { y = f(
        }
        quantize {
        """;
    NameIndex names = Analysis.of("m.vit", text).names();
    Definition image =
        names.at(text.indexOf("image, patch")).orElseThrow().definition().orElseThrow();
    assertThat(image.kind()).isEqualTo(Definition.Kind.INPUT);
    assertThat(names.at(text.indexOf("f(\n")).orElseThrow().definition().orElseThrow().kind())
        .isEqualTo(Definition.Kind.BLOCK);
    assertThat(names.parameters("f")).extracting(Definition::name).containsExactly("x", "depth");
  }
}
