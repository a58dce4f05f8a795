package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.Stalls;
import dev.vitcc.testbenches.verilator.Stalls.Pattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Errors of memory, resets, starts without a pause and register accesses, at any time and with any
/// habit of memory, leave an accelerator that computes the next frame bit for bit.
///
/// The engines are those of [EngineGridTest], so no simulator is built for this.
class StressTest {
  /// Two ports, two rows a cycle, tokens dropped.
  private static final EngineSpec ENGINE = EngineSpec.DAILY.get(2);

  private static final int NIGHTLY_SEEDS = 25;

  /// What a frame takes is the same whatever the memory does.
  private static final List<String> WORK =
      List.of("matrix_rows", "stream_words", "vector_drain", "tiles", "frames");

  @TempDir private Path folder;
  private Simulator simulator;

  static Stream<Pattern> patterns() {
    return Stream.of(Pattern.values()).filter(pattern -> pattern != Pattern.NONE);
  }

  @BeforeEach
  void tools() {
    simulator = Simulator.require();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void leavesNothingBehind(Pattern pattern) throws IOException, InterruptedException {
    Trial trial = Trial.pruned(ENGINE).get(1);
    Simulator.write(trial, folder);
    survives(trial, pattern, 1, 2, 1);
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("patterns")
  void leavesNothingBehindAllNight(Pattern pattern) throws IOException, InterruptedException {
    for (Trial trial : Trial.pruned(ENGINE)) {
      Simulator.write(trial, folder);
      for (int seed = 2; seed < 2 + NIGHTLY_SEEDS; seed++) {
        survives(trial, pattern, seed, 4, 1 + seed % 3);
      }
    }
    for (EngineSpec engine : EngineSpec.DAILY) {
      Trial trial = Trial.simulated(engine).getFirst();
      Simulator.write(trial, folder);
      survives(trial, pattern, 1, 10, 2);
    }
  }

  /// As users do it, with the simulator of a build.
  @Tag("nightly")
  @Test
  void isTriedFromTheCommandLine() throws IOException, InterruptedException {
    OtherProcess vitcc = OtherProcess.of(folder);
    String build = folder.resolve("build").toString();
    String model = Path.of("..", "examples", "digits", "digits.vit").toString();
    OtherProcess.Said compiled = vitcc.finish(List.of(model, "-o", build));
    assertThat(compiled.code()).as(compiled.text()).isZero();

    OtherProcess.Said tried =
        vitcc.finish(
            List.of("sim", build, "--frames", "1", "--stalls", "late:2", "--stress", "random:3"));

    assertThat(tried.code()).as(tried.text()).isZero();
    assertThat(tried.text()).contains("bit-exact");
  }

  @Test
  void ofTheFirstAndTheLastAnswer() throws IOException, InterruptedException {
    Trial trial = Trial.pruned(ENGINE).get(1);
    Simulator.write(trial, folder);
    SimulationRequest request = SimulationRequest.of(folder, 1);
    SimulationResult calm = simulator.passes(request, trial);
    int busBytes = ENGINE.axi() / Byte.SIZE;
    long reads = calm.counters().getOrDefault("stream_words", 0L) * ENGINE.pk() / busBytes;
    for (String answer : List.of("read:0", "read:1", "read:" + reads, "write:0")) {
      SimulationResult result =
          simulator.passes(request.withMore("--errors", answer), trial + ", error at " + answer);
      assertThat(result.counters()).containsEntry("errors", 1L);
    }
  }

  @Test
  void isNotTakenForDoneWhereNothingWasDisturbed() throws IOException, InterruptedException {
    Trial trial = Trial.pruned(ENGINE).get(1);
    Simulator.write(trial, folder);
    SimulationResult result =
        simulator.run(SimulationRequest.of(folder, 1).withMore("--errors", "read:1000000"));
    assertThat(result.passed()).isFalse();
    assertThat(result.findings().getFirst()).contains("the run ended before the answer");
  }

  private void survives(Trial trial, Pattern pattern, int seed, int rounds, int framesPerStart)
      throws IOException, InterruptedException {
    SimulationRequest request =
        SimulationRequest.of(folder, framesPerStart).withFramesPerStart(framesPerStart);
    SimulationResult calm = simulator.passes(request, trial);
    Stalls stalls = new Stalls(pattern, OptionalLong.of(seed));
    SimulationResult result =
        simulator.passes(
            request
                .withStalls(stalls)
                .withMore("--stress", "random:" + seed, "--rounds", Integer.toString(rounds)),
            "%s, stalls %s, stress".formatted(trial, stalls));
    for (String kind : List.of("errors", "resets", "restarts")) {
      assertThat(result.counters()).as(kind).containsEntry(kind, (long) rounds);
    }
    assertThat(result.counters().getOrDefault("accesses", 0L)).isGreaterThan(100L);
    assertThat(result.totalCycles()).isGreaterThan(calm.totalCycles());
    for (String counter : WORK) {
      assertThat(result.counters().get(counter)).isEqualTo(calm.counters().get(counter));
    }
  }
}
