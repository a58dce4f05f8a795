package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import dev.vitcc.cli.Vitcc;
import dev.vitcc.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a compile of the example leaves behind: the same bytes each time, all of them or none.
///
/// The module of the command line has the same of smaller models, and of every moment of a swap.
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
  void isTheSameOnOneCore() throws IOException, InterruptedException {
    model = model.resolveSibling("auto_pruned.vit");
    Path other = folder.resolve("other");
    assertThat(compile(model, build)).isEqualTo(ExitCode.DONE.code());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words = new ArrayList<>(List.of(java, "-XX:ActiveProcessorCount=1"));
    words.addAll(vitcc());
    words.addAll(words(model, other));
    Process alone = new ProcessBuilder(words).inheritIO().start();
    assertThat(alone.waitFor()).isEqualTo(ExitCode.DONE.code());
    assertThat(Trees.contents(other).equals(Trees.contents(build))).isTrue();
  }

  @Test
  void isAsItWasWhenACompileIsKilled() throws IOException, InterruptedException {
    assertThat(compile(model, build)).isEqualTo(ExitCode.DONE.code());
    Map<String, String> before = Trees.contents(build);
    Process process = start("--clock", "100");
    Path growing = folder.resolve(".build.vitcc-new");
    boolean ended = false;
    while (!ended && !Files.exists(growing)) {
      ended = process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(ended).as("ended before it began to write").isFalse();
    process.destroyForcibly().waitFor();
    assertThat(growing).as("what the killed one was writing").exists();
    assertThat(Trees.contents(build).equals(before)).as("unchanged").isTrue();

    assertThat(compile(model, build)).isEqualTo(ExitCode.DONE.code());
    assertThat(Trees.contents(build).equals(before)).as("unchanged").isTrue();
    assertNothingIsLeftBeside();
  }

  private void assertNothingIsLeftBeside() {
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("digits", "build");
  }

  private static int compile(Path model, Path build) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Console console = new Console(stream, stream, false);
      return Vitcc.run(console, words(model, build).toArray(String[]::new));
    }
  }

  private static List<String> words(Path model, Path build, String... options) {
    List<String> words = new ArrayList<>(List.of(model.toString(), "-o", build.toString()));
    words.addAll(List.of(options));
    return words;
  }

  private static List<String> vitcc() {
    return List.of("-cp", System.getProperty("java.class.path"), Vitcc.class.getName());
  }

  /// vitcc in a process of its own, to be killed.
  private Process start(String... options) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(vitcc());
    words.addAll(words(model, build, options));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
