package dev.vitcc.passes.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Runs every text case under `src/test/cases`, and sees to it that every pass has some.
class PassCasesTest {
  private static final Path CASES = Path.of("src/test/cases");

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static PassCase read(Path file) {
    try {
      return PassCase.parse(CASES.relativize(file).toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return files().stream()
        .map(PassCasesTest::read)
        .map(each -> DynamicTest.dynamicTest(each.name(), each::check));
  }

  @Test
  void everyPassFiresInOneCaseAndDoesNotFireInAnother() throws IOException {
    List<PassCase> cases = files().stream().map(PassCasesTest::read).toList();
    for (String pass : Pipelines.names()) {
      assertThat(cases)
          .as(
              "cases/"
                  + pass
                  + " needs a case in which the pass fires, and one in which it does not")
          .anyMatch(each -> each.run().equals(List.of(pass)) && each.fires())
          .anyMatch(each -> each.run().equals(List.of(pass)) && !each.fires());
    }
  }

  @Test
  void everyCaseLiesInTheFolderOfAPassThatItRuns() throws IOException {
    for (Path file : files()) {
      assertThat(read(file).run()).contains(CASES.relativize(file).getName(0).toString());
      assertThat(file.toString()).endsWith(".ir");
    }
  }
}
