package dev.vitcc.cli.command;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.Invocation;
import dev.vitcc.ir.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  @Test
  void everyCodeIsUniqueAndExplained() {
    List<DiagnosticCode> codes = ExplainCommand.codes();
    assertThat(codes).extracting(DiagnosticCode::code).doesNotHaveDuplicates();
    assertThat(codes)
        .allSatisfy(
            code -> {
              Invocation explained = vitcc("explain", code.code());
              assertThat(explained.code()).isZero();
              assertThat(explained.out()).startsWith(code.code() + ": " + code.title() + "\n\n");
              assertThat(explained.out().lines().skip(2)).isNotEmpty();
            });
  }

  @Test
  void knowsTheCodesOfAllModules() throws IOException {
    List<String> enums;
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      enums =
          files
              .filter(file -> file.toString().contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> text(file).contains(" implements DiagnosticCode"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .toList();
    }
    assertThat(ExplainCommand.codes().stream().map(code -> code.getClass().getSimpleName()))
        .containsAll(enums);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lines end where the terminal does, not where those of the source do.
  @Test
  void fillsLines() {
    assertThat(vitcc("explain", "E0102").out()).contains("The place marked\nis just behind the");
  }

  @Test
  void withoutCodeListsAllOfThem() {
    Invocation all = vitcc("explain");
    assertThat(all.code()).isZero();
    assertThat(all.out().lines()).hasSize(ExplainCommand.codes().size());
  }

  @Test
  void refusesWhatIsNoCode() {
    Invocation unknown = vitcc("explain", "E9999");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no code 'E9999'");
  }
}
