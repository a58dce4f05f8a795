package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.Stalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory that stalls, at whatever addresses, changes how long a frame takes and nothing else.
class StallsChangeCyclesNeverBitsTest {
  private static final int SEEDS = 6;

  /// Where the simulator puts the image by itself.
  private static final String IMAGE_BASE = "0x10000000";

  @TempDir private Path folder;
  private final Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();
  private final int frames = trial.sample().images().size();
  private Simulator simulator;

  @BeforeEach
  void build() throws IOException {
    simulator = Simulator.require();
    Simulator.write(trial, folder);
  }

  @Test
  void underManySeeds() throws IOException, InterruptedException {
    LinkedHashSet<Long> cycles = new LinkedHashSet<>();
    SimulationRequest calm = request();
    long calmCycles = simulator.passes(calm.withOutput(output("calm")), trial).totalCycles();
    for (int seed = 1; seed <= SEEDS; seed++) {
      String name = "random:" + seed;
      SimulationRequest stalled = calm.withStalls(Stalls.random(seed));
      // Anywhere in memory, where the image may take fewer bursts, and where it was without stalls.
      simulator.passes(stalled.withOutput(output(name)), trial + ", stalls " + name);
      assertThat(output(name)).hasSameBinaryContentAs(output("calm"));
      SimulationRequest there = stalled.withMore("--image-base", IMAGE_BASE);
      long stalledCycles = simulator.passes(there, trial + ", stalls " + name).totalCycles();
      assertThat(stalledCycles).as(name).isGreaterThan(calmCycles);
      cycles.add(stalledCycles);
    }
    assertThat(cycles).as("cycles of all frames").hasSize(SEEDS);
  }

  @Test
  void withSeveralFramesAtEachStart() throws IOException, InterruptedException {
    SimulationResult single = simulator.passes(request(), trial);
    SimulationResult together = simulator.passes(request().withFramesPerStart(frames), trial);
    assertThat(together.elements()).isEqualTo(single.elements());
    for (int seed = 1; seed <= SEEDS; seed++) {
      simulator.passes(
          request().withFramesPerStart(frames - 1).withStalls(Stalls.random(seed)),
          trial + ", frames in a row, seed " + seed);
    }
  }

  @Test
  void atOddAddresses() throws IOException, InterruptedException {
    SimulationRequest request = request().withOutput(output("usual"));
    simulator.passes(request, trial);
    // The last beat before a 4 KiB boundary, beyond 4 GiB, and anywhere.
    SimulationRequest odd =
        request()
            .withOutput(output("odd"))
            .withMore(
                "--image-base", "0x300000ff8",
                "--input-base", "0xfff8",
                "--output-base", "0x7000123ff8");
    simulator.passes(odd, trial + ", odd addresses");
    assertThat(output("odd")).hasSameBinaryContentAs(output("usual"));
  }

  @Test
  void atAnyLatencyAndBandwidth() throws IOException, InterruptedException {
    simulator.passes(request().withMore("--latency", "1", "--bandwidth", "0.5"), trial);
    simulator.passes(request().withMore("--latency", "700", "--outstanding", "1"), trial);
  }

  private SimulationRequest request() {
    return SimulationRequest.of(folder, frames);
  }

  private Path output(String name) {
    return folder.resolve(name.replace(':', '-') + ".bin");
  }
}
