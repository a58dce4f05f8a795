package dev.vitcc.testbenches.verilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.RequiredTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a simulator may do to those who started it, with shell scripts in its place.
class SimulatorProcessTest {
  private final Tools tools = RequiredTools.simulator();

  @TempDir Path folder;

  private SimulationResult run(int frames, String script) throws Exception {
    Path build = folder.resolve("build");
    Files.createDirectories(build.resolve("rtl"));
    Files.createDirectories(build.resolve("sim"));
    Files.writeString(build.resolve("rtl/files.f"), "");
    Files.writeString(build.resolve("sim/script.cpp"), "#!/bin/sh\n" + script);
    Files.writeString(
        build.resolve("sim/Makefile"),
        "simulator:\n\tmkdir -p $(OBJ)\n\tcp script.cpp $(OBJ)/vitcc_sim\n"
            + "\tchmod +x $(OBJ)/vitcc_sim\n");
    return new VerilatorSimulation(
            tools, new SimulatorCache(folder.resolve("cache")), Progress.SILENT)
        .run(SimulationRequest.of(build, frames).withProcesses(2));
  }

  private static String result(boolean passed, String frames) {
    return "echo '{\"event\":\"result\",\"passed\":"
        + passed
        + ",\"frames\":'"
        + frames
        + "',\"elements\":1,\"outputs\":1,\"counters\":{}}'\n";
  }

  @Test
  void dealsTheFramesInRanges() throws Exception {
    // $3 and $5 are the values of --first-frame and --frames.
    SimulationResult result = run(5, "echo first $3 of $5\n" + result(true, "$5"));
    assertThat(result.passed()).isTrue();
    assertThat(result.frames()).isEqualTo(5);
    assertThat(result.notes()).containsExactly("first 0 of 2", "first 2 of 3");
  }

  @Test
  void stopsAtTheFirstRangeThatFails() throws Exception {
    String second = "if [ $3 = 2 ]; then sleep 100; fi\n";
    SimulationResult result = run(4, second + result(false, "1") + "exit 4\n");
    assertThat(result.passed()).isFalse();
    assertThat(result.frames()).isEqualTo(1);
  }

  @Test
  void doesNotTakeSilenceForSuccess() {
    assertThatThrownBy(() -> run(1, "exit 0\n"))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("without a result");
  }

  @Test
  void doesNotTakeFewerFramesForSuccess() {
    assertThatThrownBy(() -> run(3, result(true, "1"))).hasMessageContaining("but reported");
  }

  @Test
  void doesNotBelieveAResultThatContradictsTheExitCode() {
    assertThatThrownBy(() -> run(1, result(true, "$5") + "exit 4\n"))
        .hasMessageContaining("ended with code 4");
  }

  @Test
  void reportsACrashWithWhatWasPrinted() {
    assertThatThrownBy(() -> run(1, "echo something broke\nkill -SEGV $$\n"))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("something broke");
  }

  @Test
  void reportsAModelThatGaveUp() throws Exception {
    String failure =
        "{\"event\":\"failure\",\"kind\":\"assertion\",\"message\":\"did not settle\"}";
    SimulationResult result = run(1, "echo '" + failure + "'\nexit 4\n");
    assertThat(result.failure().orElseThrow().message()).isEqualTo("did not settle");
  }

  @Test
  void stopsTheProgramOfAThreadThatIsInterrupted() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<String> process = new AtomicReference<>("");
    Thread thread =
        new Thread(
            () -> {
              try {
                tools.run(
                    new ToolCommand(
                        List.of("sh", "-c", "echo $$; exec sleep 100"),
                        folder,
                        List.of(),
                        List.of()),
                    line -> {
                      process.set(line);
                      started.countDown();
                    });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    started.await();
    thread.interrupt();
    thread.join();
    long id = Long.parseLong(process.get());
    ProcessHandle.of(id).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(id).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void saysWhatCannotBeStarted() throws IOException {
    assertThatThrownBy(
            () ->
                tools.run(
                    new ToolCommand(List.of("no-such-tool-of-vitcc"), folder, List.of(), List.of()),
                    line -> {}))
        .isInstanceOf(ToolException.class)
        .hasMessage("cannot start no-such-tool-of-vitcc");
  }
}
