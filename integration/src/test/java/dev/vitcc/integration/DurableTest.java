package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever becomes of a compile, the build of before stays, and nothing hinders the next one.
///
/// The module of the command line tries every moment of a swap, and folders that can't be written.
class DurableTest {
  private static final int KILLS = 40;

  @TempDir private Path folder;
  private Path model;
  private Path build;
  private OtherProcess vitcc;

  @BeforeEach
  void build() throws IOException, InterruptedException {
    Path digits = Path.of("..", "examples", "digits");
    model = Trees.copy(digits, folder.resolve("digits")).resolve("digits.vit");
    build = folder.resolve("build");
    vitcc = OtherProcess.of(folder.resolve("digits"));
    compileAt("150");
  }

  /// No file may have more than 64 KiB, as where the disk is full: the image can't be written.
  @Test
  void fullDiskIsSaidAndLeavesTheOldBuild() throws IOException, InterruptedException {
    Map<String, String> before = Trees.contents(build);
    OtherProcess limited =
        vitcc.startedBy("bash", "-c", "ulimit -f 64; trap '' XFSZ; exec \"$@\"", "limited");

    OtherProcess.Said said = limited.finish(at("100"));

    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.MODEL_WRONG.code());
    assertThat(said.text()).contains("E0602", "File too large");
    assertUnchanged(before);
    assertNothingIsLeftBeside();
  }

  @Test
  void killWhileItWritesLeavesTheOldBuild() throws IOException, InterruptedException {
    Map<String, String> before = Trees.contents(build);
    Process process = vitcc.start(at("100"));
    Path growing = folder.resolve(".build.vitcc-new");
    boolean ended = false;
    while (!ended && !Files.exists(growing)) {
      ended = process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    assertThat(ended).as("ended before it began to write").isFalse();
    process.destroyForcibly().waitFor();
    assertThat(growing).as("what the killed one was writing").exists();
    assertUnchanged(before);

    compileAt("150");
    assertUnchanged(before);
    assertNothingIsLeftBeside();
  }

  @Test
  @Tag("nightly")
  void killsAtAnyMomentLeaveTheOldBuildOrTheNewOne() throws IOException, InterruptedException {
    Map<String, String> fast = Trees.contents(build);
    long start = System.nanoTime();
    compileAt("100");
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Map<String, String> slow = Trees.contents(build);
    Random random = new Random(2026);
    for (int i = 0; i < KILLS; i++) {
      Process process = vitcc.start(at(i % 2 == 0 ? "150" : "100"));
      process.waitFor(random.nextLong(whole / 4, whole + whole / 4), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      // What is half swapped is put right by the next one, even if that fails.
      assertThat(vitcc.finish(at("0")).code()).isNotEqualTo(ExitCode.DONE.code());
      Map<String, String> left = Trees.contents(build);
      assertThat(left.equals(slow) || left.equals(fast)).as("kill %d", i).isTrue();
    }
    compileAt("150");
    assertUnchanged(fast);
    assertNothingIsLeftBeside();
  }

  private void compileAt(String clock) throws IOException, InterruptedException {
    OtherProcess.Said said = vitcc.finish(at(clock));
    assertThat(said.code()).as(said.text()).isEqualTo(ExitCode.DONE.code());
  }

  private List<String> at(String clock) {
    return List.of(model.toString(), "-o", build.toString(), "--clock", clock);
  }

  private void assertUnchanged(Map<String, String> before) throws IOException {
    assertThat(Trees.contents(build).equals(before)).as("unchanged").isTrue();
  }

  private void assertNothingIsLeftBeside() {
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("digits", "build");
  }
}
