package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.cli.output.CycleReport;
import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cycle model says what the RTL then takes: the cycles, and what every counter shows.
class CycleModelTest {
  /// Of the cycles of a frame.
  private static final double TOLERANCE = 0.01;

  /// What any one counter may be off besides.
  private static final long SLACK = 8;

  /// Fast and near; slower than the ports; slow, far, and few bursts at a time.
  private static final List<MemoryModel> MEMORIES =
      List.of(new MemoryModel(40, 64, 16), new MemoryModel(100, 3, 16), new MemoryModel(200, 0, 1));

  @TempDir private Path folder;

  static List<EngineSpec> daily() {
    return EngineSpec.DAILY;
  }

  static List<EngineSpec> narrow() {
    return EngineSpec.NARROW;
  }

  static List<EngineSpec> nightly() {
    return EngineSpec.NIGHTLY;
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void daily(EngineSpec engine) throws IOException, InterruptedException {
    predicts(Trial.simulated(engine));
  }

  /// With codes of fewer than 8 bits and gains of columns.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void narrow(EngineSpec engine) throws IOException, InterruptedException {
    predicts(Trial.narrow(engine));
  }

  /// With tokens that are dropped.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("narrow")
  void pruned(EngineSpec engine) throws IOException, InterruptedException {
    predicts(Trial.pruned(engine));
  }

  @Tag("nightly")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void nightly(EngineSpec engine) throws IOException, InterruptedException {
    predicts(Trial.simulated(engine));
    predicts(Trial.narrow(engine));
  }

  private void predicts(List<Trial> trials) throws IOException, InterruptedException {
    Simulator simulator = Simulator.require();
    for (Trial trial : trials) {
      Simulator.write(trial, folder);
      for (MemoryModel memory : MEMORIES) {
        compare(trial, memory, simulator.passes(frame(folder, memory), trial));
      }
    }
  }

  /// One frame with a memory.
  static SimulationRequest frame(Path folder, MemoryModel memory) {
    return SimulationRequest.of(folder, 1)
        .withMore(
            "--latency", Integer.toString(memory.latency()),
            "--bandwidth", Double.toString(memory.bytesPerCycle()),
            "--outstanding", Integer.toString(memory.outstanding()));
  }

  /// Holds the model to the counters of a simulation.
  static void compare(Trial trial, MemoryModel memory, SimulationResult simulated) {
    CycleEstimate estimate = trial.estimate(memory, trial.sample().images().getFirst());
    long cycles = simulated.totalCycles();
    long off = (long) (TOLERANCE * cycles);
    assertThat(estimate.cycles())
        .as("%s, %s: cycles", trial, memory)
        .isCloseTo(cycles, within(off));
    for (Counter counter : Counter.values()) {
      assertThat(estimate.count(counter))
          .as("%s, %s: %s", trial, memory, counter)
          .isCloseTo(
              simulated.counters().getOrDefault(CycleReport.name(counter), 0L),
              within(off + SLACK));
    }
    for (Counter counter : Counter.values()) {
      if (Set.of(Counter.ROWS, Counter.TILES, Counter.DRAIN).contains(counter)
          || counter.countsTokens()) {
        assertThat(estimate.count(counter))
            .as("%s: %s", trial, counter)
            .isEqualTo(simulated.counters().getOrDefault(CycleReport.name(counter), 0L));
      }
    }
  }
}
