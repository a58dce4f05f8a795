package dev.vitcc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.fuzz.shrink.Case;
import dev.vitcc.fuzz.shrink.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was found once stays mended: each case agrees, or is refused by name where its file says
/// so.
class CasesTest {
  private static final Path CASES = Path.of("src", "test", "cases");
  private static final String EXPECTED = "// EXPECT ";

  @TempDir private Path work;

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".case")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void byInterpreter(Path file) throws IOException, InterruptedException {
    holds(file, false);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("cases")
  void byHardware(Path file) throws IOException, InterruptedException {
    holds(file, true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsAsItWasRead(Path file) throws IOException {
    Case one = CaseFile.parse(file.toString(), Files.readString(file));

    assertThat(CaseFile.parse("again", CaseFile.print(one, "any"))).isEqualTo(one);
  }

  private void holds(Path file, boolean onHardware) throws IOException, InterruptedException {
    String text = Files.readString(file);
    List<String> expected =
        text.lines()
            .filter(line -> line.startsWith(EXPECTED))
            .map(line -> line.substring(EXPECTED.length()))
            .toList();
    RepeatCase.Result result =
        new RepeatCase(Judge.OURS, work, onHardware, onHardware).run(file.toString(), text);
    assertThat(result.agrees()).as("%s", result).isTrue();
    assertThat(expected).as("lines that say what is expected").hasSize(1);
    assertThat(result.lines()).contains(expected.getFirst());
  }
}
