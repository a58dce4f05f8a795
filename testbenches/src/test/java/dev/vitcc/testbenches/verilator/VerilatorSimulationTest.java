package dev.vitcc.testbenches.verilator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.RequiredTools;
import dev.vitcc.testbenches.StubBuild;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The harness passes a design that does right and fails one that does wrong, with the reason.
class VerilatorSimulationTest {
  private static final int FRAMES = 6;
  // Shared by all tests and by later runs of them, as builds of one engine share it.
  private static final SimulatorCache CACHE =
      new SimulatorCache(Path.of("target", "simulator-cache"));

  private final Tools tools = RequiredTools.simulator();

  @TempDir Path build;

  private SimulationResult run(SimulationRequest request) throws Exception {
    return new VerilatorSimulation(tools, CACHE, Progress.SILENT).run(request);
  }

  private SimulationRequest request(int fault) throws IOException {
    new StubBuild().write(build, FRAMES, fault, 0);
    return SimulationRequest.of(build, FRAMES).withMore("--watchdog", "10000");
  }

  private static void flip(Path file, long fromEnd) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = bytes.length() - fromEnd;
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ 1);
    }
  }

  @Test
  void passesWhatIsEqual() throws Exception {
    Path output = build.resolve("logits.bin");
    SimulationResult result = run(request(StubBuild.NO_FAULT).withOutput(output));
    assertThat(result.findings()).isEmpty();
    assertThat(result.passed()).isTrue();
    assertThat(result.frames()).isEqualTo(FRAMES);
    assertThat(result.tensors()).isEqualTo(2);
    assertThat(result.elements()).isEqualTo(22 * FRAMES);
    assertThat(result.outputs()).isEqualTo(4 * FRAMES);
    assertThat(result.leastCycles()).isEqualTo(result.mostCycles()).isPositive();
    assertThat(result.meanCycles()).isEqualTo(result.leastCycles());
    assertThat(result.counters()).containsEntry("frames", (long) FRAMES);
    ByteBuffer logits = ByteBuffer.wrap(Files.readAllBytes(output)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(logits.limit()).isEqualTo(16 * FRAMES);
    byte[] pixels = Files.readAllBytes(build.resolve("sim/input.bin"));
    byte[] weights = Files.readAllBytes(build.resolve("image/vitcc.bin"));
    int last = FRAMES - 1;
    assertThat(logits.getInt(16 * last + 4))
        .isEqualTo((pixels[16 * last + 1] & 0xff) + weights[17]);
  }

  @Test
  void findsTheSameHoweverManyProcessesThereAre() throws Exception {
    SimulationRequest request = request(StubBuild.NO_FAULT);
    SimulationResult one = run(request.withProcesses(1));
    SimulationResult four = run(request.withProcesses(4));
    assertThat(four.elements()).isEqualTo(one.elements());
    assertThat(four.totalCycles()).isEqualTo(one.totalCycles());
    assertThat(four.counters()).isEqualTo(one.counters());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void stallsChangeCyclesAndNoBit(long seed) throws Exception {
    SimulationRequest request =
        request(StubBuild.NO_FAULT)
            .withStalls(Stalls.random(seed))
            .withFramesPerStart(1 + (int) (seed % 3))
            .withMore("--wait", seed % 2 == 0 ? "poll" : "interrupt");
    SimulationResult result = run(request);
    assertThat(result.findings()).isEmpty();
    assertThat(result.elements()).isEqualTo(22 * FRAMES);
    assertThat(run(request).totalCycles()).as("same seed").isEqualTo(result.totalCycles());
  }

  @Test
  void namesTensorIndexExpectedAndFound() throws Exception {
    SimulationRequest request = request(StubBuild.NO_FAULT);
    // Before the end: four outputs of four bytes, six elements of two, and the last of `sum`.
    flip(build.resolve("sim/vectors.bin"), 16 + 12 + 2);
    SimulationResult result = run(request);
    assertThat(result.passed()).isFalse();
    assertThat(result.mismatches()).isEqualTo(1);
    byte[] pixels = Files.readAllBytes(build.resolve("sim/input.bin"));
    byte[] weights = Files.readAllBytes(build.resolve("image/vitcc.bin"));
    int found = (pixels[pixels.length - 1] & 0xff) + weights[15];
    assertThat(result.findings())
        .containsExactly("frame 5: sum[3,3] expected " + (found ^ 1) + ", found " + found);
  }

  @Test
  void comparesTheOutputInMemory() throws Exception {
    SimulationRequest request = request(StubBuild.NO_FAULT);
    flip(build.resolve("sim/vectors.bin"), 16);
    assertThat(run(request).findings().getFirst()).startsWith("frame 5: output in memory[0]");
  }

  @Test
  void seesAFlippedBitOfTheMemoryImage() throws Exception {
    SimulationRequest request = request(StubBuild.NO_FAULT);
    flip(build.resolve("image/vitcc.bin"), 64 - 5);
    SimulationResult result = run(request);
    assertThat(result.passed()).isFalse();
    assertThat(result.findings().getFirst()).startsWith("frame 0: sum[1,1] expected");
  }

  @ParameterizedTest
  @CsvSource({
    "1, order, '(sum[0,0] …), 4 of its 16 elements missing'",
    "2, order, vector command 1 stored while at frame 0",
    "3, order, 'sum[2,0] stored, expected nothing more of that row'",
    "4, axi, m_axi_gmem1 read: the burst crosses 4 KiB",
    "6, axi, m_axi_gmem0 write: WLAST is missing in beat 1 of 2 beats",
    "7, deadlock, 'no progress in 10000 cycles, at frame 0, vector command 0 (sum[0,0]'",
    "8, axi, m_axi_gmem1 read: no data at 2 beats at 0x3fffffc0",
    "9, axi, which is not in the output",
    "10, assertion, vitcc_accel.sv:",
    "11, axi, done while writes are outstanding",
    "12, counters, the matrix counters add up to",
    "13, control, status 1",
    "14, missing, bytes of the output were never written",
    "15, missing, 'done, but not everything was stored'",
  })
  void failsADesignThatDoesWrong(int fault, String kind, String message) throws Exception {
    SimulationResult result = run(request(fault));
    assertThat(result.passed()).isFalse();
    assertThat(result.failure()).isPresent();
    assertThat(result.failure().get().kind()).isEqualTo(kind);
    assertThat(result.failure().get().message()).contains(message);
  }

  @Test
  void printsWhatAFailingCheckSays() throws Exception {
    assertThat(run(request(10)).findings())
        .anySatisfy(line -> assertThat(line).contains("a check that fails on purpose"));
  }

  @Test
  void seesAnAddressThatChangesWhileItWaits() throws Exception {
    SimulationRequest request = request(5);
    boolean seen = false;
    for (int seed = 0; seed < 10 && !seen; seed++) {
      seen =
          run(request.withStalls(Stalls.random(seed)))
              .failure()
              .filter(failure -> failure.message().contains("the address changed before ARREADY"))
              .isPresent();
    }
    assertThat(seen).isTrue();
  }

  @Test
  void seesAMistakeInALaterFrameOfAStart() throws Exception {
    new StubBuild().write(build, FRAMES, 15, 1);
    SimulationResult result = run(SimulationRequest.of(build, FRAMES).withFramesPerStart(2));
    assertThat(result.failure().orElseThrow().message()).contains("frame 1");
  }

  @Test
  void writesAWaveform() throws Exception {
    Path trace = build.resolve("frame.vcd");
    SimulationResult result = run(SimulationRequest.of(written(), 1).withTrace(trace));
    assertThat(result.passed()).isTrue();
    assertThat(Files.readString(trace)).contains("$enddefinitions");
  }

  private Path written() throws IOException {
    new StubBuild().write(build, FRAMES, StubBuild.NO_FAULT, 0);
    return build;
  }

  @Test
  void saysWhichFileIsMissingOrTooShort() throws Exception {
    SimulationRequest request = request(StubBuild.NO_FAULT);
    assertThatThrownBy(() -> run(SimulationRequest.of(build, FRAMES + 1)))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("vectors.bin has 6 frames");
    Files.delete(build.resolve("sim/input.bin"));
    assertThatThrownBy(() -> run(request))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("cannot open input.bin");
    Files.write(build.resolve("sim/vectors.bin"), new byte[0]);
    assertThatThrownBy(() -> run(request)).hasMessageContaining("vectors.bin is empty");
  }
}
