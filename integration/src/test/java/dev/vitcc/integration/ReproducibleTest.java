package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A compile of the example leaves the same bytes behind each time, wherever it runs.
class ReproducibleTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");

  @TempDir private Path folder;
  private Path model;
  private Path build;

  @BeforeEach
  void copyTheExample() throws IOException {
    model = Trees.copy(DIGITS, folder.resolve("digits")).resolve("digits.vit");
    build = folder.resolve("build");
  }

  @Test
  void isTheSameEachTime() throws IOException {
    Path other = folder.resolve("elsewhere").resolve("other");
    assertThat(compile(model, build)).isEqualTo(ExitCode.DONE.code());
    assertThat(compile(DIGITS.resolve("digits.vit"), other)).isEqualTo(ExitCode.DONE.code());
    Map<String, String> once = Trees.contents(build);
    assertThat(once).containsKeys("manifest.json", "rtl/vitcc_accel.sv", "image/vitcc.bin");
    Map<String, String> again = Trees.contents(other);
    assertThat(again.keySet()).isEqualTo(once.keySet());
    once.forEach(
        (file, content) -> assertThat(content.equals(again.get(file))).as("%s", file).isTrue());
  }

  /// Also where tokens, and with them the engine, are searched for.
  @Test
  void isTheSameOnOneCoreElsewhere() throws IOException, InterruptedException {
    model = model.resolveSibling("auto_pruned.vit");
    Path other = folder.resolve("other");
    assertThat(compile(model, build)).isEqualTo(ExitCode.DONE.code());
    // Digits that aren't Latin, a day ahead, and bytes for characters.
    OtherProcess alone =
        OtherProcess.of(folder)
            .withJvm("-XX:ActiveProcessorCount=1")
            .withJvm("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Pacific/Apia")
            .withJvm("-Dfile.encoding=ISO-8859-1", "-Duser.home=" + folder.resolve("home"))
            .withVariable("LC_ALL", "C")
            .withVariable("TZ", "Pacific/Apia");
    OtherProcess.Said said = alone.finish(words(model, other));
    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.DONE.code());
    assertThat(Trees.contents(other).equals(Trees.contents(build))).isTrue();
  }

  private static int compile(Path model, Path build) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Console console = new Console(stream, stream, false);
      return Vitcc.run(console, words(model, build).toArray(String[]::new));
    }
  }

  private static List<String> words(Path model, Path build) {
    return List.of(model.toString(), "-o", build.toString());
  }
}
