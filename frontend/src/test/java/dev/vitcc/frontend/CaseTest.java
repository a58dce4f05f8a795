package dev.vitcc.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs the text cases under `src/test/cases`.
final class CaseTest {
  private record Outcome(Optional<SourceModel> model, List<Diagnostic> diagnostics) {}

  @TestFactory
  Stream<DynamicTest> saysWhatTheCaseExpects() {
    return TextCase.all().stream()
        .map(
            textCase ->
                DynamicTest.dynamicTest(
                    textCase.name(), textCase.file().toUri(), () -> check(textCase)));
  }

  @TestFactory
  Stream<DynamicTest> acceptsTheExamples() {
    return TextCase.examples().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    example.file().toUri(),
                    () -> assertThat(parse(example).diagnostics()).isEmpty()));
  }

  private static void check(TextCase textCase) {
    Outcome outcome = parse(textCase);
    assertThat(print(outcome.diagnostics()))
        .as("diagnostics of %s", textCase.name())
        .containsExactlyElementsOf(textCase.diagnostics());
    List<String> dump = new ArrayList<>(outcome.model().map(ModelDump::of).orElse(List.of()));
    outcome.model().ifPresent(_ -> dump.add("accepted"));
    assertThat(dump)
        .as("facts about %s", textCase.name())
        .containsSubsequence(textCase.expectations());
    boolean wrong = outcome.diagnostics().stream().anyMatch(CaseTest::isError);
    assertThat(textCase.expectations().isEmpty())
        .as("%s expects either errors or a model", textCase.name())
        .isEqualTo(wrong);
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR;
  }

  private static Outcome parse(TextCase textCase) {
    try {
      SourceModel model = new VitFrontend().parse(textCase.name(), textCase.text());
      return new Outcome(Optional.of(model), model.warnings());
    } catch (CompileException problem) {
      return new Outcome(Optional.empty(), problem.diagnostics());
    }
  }

  private static List<String> print(List<Diagnostic> diagnostics) {
    List<String> lines = new ArrayList<>();
    diagnostics.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> d.location().line())
                .thenComparingInt(d -> d.location().column()))
        .forEach(
            d -> {
              String place = d.location().line() + ":" + d.location().column();
              lines.add(d.severity() + " " + place + " " + d.code().code() + " " + d.message());
              d.hint().ifPresent(hint -> lines.add("HINT " + hint));
            });
    return lines;
  }

  /// These are shown by [HostileInputTest]: their input is no fit for a text file.
  private static final Set<FrontendCode> SHOWN_ELSEWHERE =
      Set.of(
          FrontendCode.NOT_UTF8, FrontendCode.NESTED_TOO_DEEPLY, FrontendCode.EXPRESSION_TOO_LONG);

  @Test
  void everyCodeHasACase() {
    Set<String> shown =
        TextCase.all().stream()
            .flatMap(textCase -> textCase.diagnostics().stream())
            .filter(line -> !line.startsWith("HINT"))
            .map(line -> line.split(" ")[2])
            .collect(Collectors.toSet());
    assertThat(Arrays.stream(FrontendCode.values()).filter(code -> !SHOWN_ELSEWHERE.contains(code)))
        .allSatisfy(code -> assertThat(shown).contains(code.code()));
  }

  @Test
  void codesAreUniqueAndExplained() {
    assertThat(Arrays.stream(FrontendCode.values()).map(FrontendCode::code))
        .doesNotHaveDuplicates();
    assertThat(FrontendCode.values())
        .allSatisfy(
            code -> {
              assertThat(code.code()).matches("[EW](01|02|03|09)\\d\\d");
              assertThat(code.title()).isNotBlank().doesNotEndWith(".");
              assertThat(code.explanation()).hasSizeGreaterThan(40).endsWith(".");
            });
  }
}
