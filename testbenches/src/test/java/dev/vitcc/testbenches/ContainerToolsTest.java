package dev.vitcc.testbenches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tools in containers do what tools on this machine do.
@Timeout(300)
class ContainerToolsTest {
  private static final int FRAMES = 3;

  @TempDir private Path folder;
  private Tools tools = LocalTools.unnamed();

  @BeforeEach
  void engine() throws InterruptedException {
    tools = DockerEngine.require();
  }

  @Test
  void simulateWhatIsEqualAndWhatIsNot() throws IOException, InterruptedException {
    new StubBuild().write(folder.resolve("right"), FRAMES, StubBuild.NO_FAULT, 0);
    new StubBuild().write(folder.resolve("wrong"), FRAMES, 1, 0);

    SimulationResult right = simulate(tools, "right");
    assertThat(right.findings()).isEmpty();
    assertThat(right.passed()).isTrue();
    assertThat(right.frames()).isEqualTo(FRAMES);
    assertThat(simulate(tools, "wrong").passed()).isFalse();

    if (LocalTools.missing(Tools.SIMULATOR_TOOLS).isEmpty()) {
      Tools local = Tools.choose(ToolChoice.LOCAL, Tools.DEFAULT_IMAGE);
      SimulationResult here = simulate(local, "right");
      assertThat(right.totalCycles()).isEqualTo(here.totalCycles());
      assertThat(right.counters()).isEqualTo(here.counters());
    }
  }

  @Test
  void writeFilesOfWhoeverOwnsTheFolder() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    assertThat(run(lines::add, "sh", "-c", "echo one; echo two >&2; touch made; exit 3"))
        .isEqualTo(3);
    assertThat(lines).containsExactlyInAnyOrder("one", "two");
    assertThat(Files.getOwner(folder.resolve("made"))).isEqualTo(Files.getOwner(folder));
  }

  @Test
  void haveNoNetworkAndSeeNothingElse() throws IOException, InterruptedException {
    Path secret =
        Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("x"), "");
    Path here = Files.createDirectory(folder.resolve("here"));
    List<String> lines = new ArrayList<>();
    String ask = "ls /sys/class/net; test -e '" + secret + "' && echo seen; true";
    assertThat(run(here, lines::add, "sh", "-c", ask)).isZero();
    assertThat(lines).containsExactly("lo");
  }

  @Test
  void leaveNoContainerBehindWhenInterrupted() throws InterruptedException {
    List<String> before = DockerEngine.containers();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread sleeper =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    run(_ -> started.countDown(), "sh", "-c", "echo started; sleep 600");
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                });
    started.await();
    sleeper.interrupt();
    interrupted.await();
    assertThat(DockerEngine.containers()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void sayHowToGetAnImageThatIsMissing() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> Tools.choose(ToolChoice.DOCKER, "no-such-image-of-vitcc"))
        .withMessageContaining("no-such-image-of-vitcc")
        .satisfies(e -> assertThat(e.hint()).contains("scripts/verilator-image.sh"));
  }

  @Test
  void sayWhichProgramIsMissing() {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> run(_ -> {}, "no-such-program"))
        .withMessageContaining("no-such-program");
  }

  private SimulationResult simulate(Tools with, String build)
      throws IOException, InterruptedException {
    SimulatorCache cache = new SimulatorCache(folder.resolve("cache"));
    return new VerilatorSimulation(with, cache, Progress.SILENT)
        .run(SimulationRequest.of(folder.resolve(build), FRAMES));
  }

  private int run(Consumer<String> line, String... words) throws InterruptedException {
    return run(folder, line, words);
  }

  private int run(Path where, Consumer<String> line, String... words) throws InterruptedException {
    return tools.run(new ToolCommand(List.of(words), where, List.of(where), List.of(where)), line);
  }
}
