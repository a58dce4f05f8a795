package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.generate.RandomModels;
import dev.vitcc.ir.generate.VitShape;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.Stalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Engines of every kind, simulated, store what the integer reference does, stalled or not.
class EngineGridTest {
  @TempDir private Path folder;

  static List<EngineSpec> daily() {
    return EngineSpec.DAILY;
  }

  static List<EngineSpec> narrow() {
    return EngineSpec.NARROW;
  }

  /// One, two and four rows a cycle.
  static List<EngineSpec> pruned() {
    return EngineSpec.NARROW;
  }

  static List<EngineSpec> nightly() {
    return EngineSpec.NIGHTLY;
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void daily(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.simulated(engine));
  }

  /// With codes of fewer than 8 bits and gains of columns.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void narrow(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.narrow(engine));
  }

  /// With tokens that are dropped.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void pruned(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.pruned(engine));
  }

  @Tag("nightly")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void nightly(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.simulated(engine));
    agree(Trial.narrow(engine));
    agree(Trial.pruned(engine));
  }

  @Test
  void theGridIsWideEnough() {
    assertThat(Set.copyOf(EngineSpec.all())).hasSizeGreaterThanOrEqualTo(24);
    Set<Boolean> oddTokens = new LinkedHashSet<>();
    Set<Boolean> distilled = new LinkedHashSet<>();
    for (EngineSpec engine : EngineSpec.DAILY) {
      for (long seed : Trial.seeds(engine)) {
        VitShape shape = RandomModels.shape(seed, Trial.SMALL);
        oddTokens.add(shape.tokens() % 2 == 1);
        distilled.add(shape.distilled());
      }
    }
    assertThat(oddTokens).containsExactlyInAnyOrder(true, false);
    assertThat(distilled).containsExactlyInAnyOrder(true, false);
  }

  private void agree(List<Trial> trials) throws IOException, InterruptedException {
    Simulator simulator = Simulator.require();
    int stalls = 0;
    for (Trial trial : trials) {
      Simulator.write(trial, folder);
      SimulationRequest request = SimulationRequest.of(folder, trial.sample().images().size());
      simulator.passes(request, trial);
      Stalls random = Stalls.random(++stalls);
      simulator.passes(request.withStalls(random), trial + ", stalls " + random);
    }
  }
}
