package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.Stalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines with columns of lookup tables store what the integer reference does, and take the cycles
/// that the model says.
class NarrowColumnsTest {
  private static final MemoryModel MEMORY = new MemoryModel(40, 64, 16);
  private static final MemoryModel SLOW_MEMORY = new MemoryModel(100, 3, 16);

  @TempDir private Path folder;

  static List<NarrowSpec> daily() {
    return NarrowSpec.DAILY;
  }

  static List<NarrowSpec> nightly() {
    return NarrowSpec.NIGHTLY;
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void daily(NarrowSpec spec) throws IOException, InterruptedException {
    agrees(spec);
  }

  @Tag("nightly")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void nightly(NarrowSpec spec) throws IOException, InterruptedException {
    agrees(spec);
  }

  private void agrees(NarrowSpec spec) throws IOException, InterruptedException {
    Trial trial = spec.trial(1);
    assertThat(sources(trial)).contains(StationarySource.MIXED, StationarySource.WEIGHTS);
    InterpreterAgreesTest.agrees(trial);
    Simulator simulator = Simulator.require();
    Simulator.write(trial, folder);
    SimulationRequest request = SimulationRequest.of(folder, trial.sample().images().size());
    simulator.passes(request.withStalls(Stalls.random(1)), trial + ", random stalls");
    for (MemoryModel memory : List.of(MEMORY, SLOW_MEMORY)) {
      CycleModelTest.compare(
          trial, memory, simulator.passes(CycleModelTest.frame(folder, memory), trial));
    }
  }

  @Test
  void layersThatDoNotFitTakeWideColumnsOnly() {
    NarrowSpec spec = NarrowSpec.BINARY;
    Sample sample = Sample.of(1, spec.shape());
    Trial trial = Trial.of(sample, spec.trial(1).program().engine());
    assertThat(sources(trial)).doesNotContain(StationarySource.MIXED);
    InterpreterAgreesTest.agrees(trial);
  }

  /// Where the stationary operands of a program come from.
  static List<StationarySource> sources(Trial trial) {
    return trial.program().commands().stream()
        .filter(Command.MatrixGroup.class::isInstance)
        .map(command -> ((Command.MatrixGroup) command).stationary())
        .distinct()
        .toList();
  }
}
