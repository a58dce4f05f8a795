package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.output.CycleReport;
import dev.vitcc.cost.cycles.CycleEstimate;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.program.RegisterMap.Counter;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// HLS designs of every kind of engine store what the integer reference does: the same engines and
/// models that [EngineGridTest] and [NarrowColumnsTest] simulate as RTL.
class HlsGridTest {
  private static final MemoryModel MEMORY = new MemoryModel(40, 64, 16);

  @TempDir private Path folder;

  static List<EngineSpec> daily() {
    return EngineSpec.DAILY;
  }

  static List<EngineSpec> narrow() {
    return EngineSpec.NARROW;
  }

  static List<NarrowSpec> narrowColumns() {
    return NarrowSpec.DAILY;
  }

  static List<NarrowSpec> nightlyNarrowColumns() {
    return NarrowSpec.NIGHTLY;
  }

  static List<EngineSpec> nightly() {
    return EngineSpec.NIGHTLY;
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void daily(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.simulated(engine), folder);
  }

  /// With codes of fewer than 8 bits and gains of columns.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void narrow(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.narrow(engine), folder);
  }

  /// With tokens that are dropped.
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("narrow")
  void pruned(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.pruned(engine), folder);
  }

  @Tag("nightly")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void nightly(EngineSpec engine) throws IOException, InterruptedException {
    agree(Trial.simulated(engine), folder);
    agree(Trial.narrow(engine), folder);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void narrowColumns(NarrowSpec spec) throws IOException, InterruptedException {
    agree(List.of(spec.trial(1)), folder);
  }

  @Tag("nightly")
  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource
  void nightlyNarrowColumns(NarrowSpec spec) throws IOException, InterruptedException {
    agree(List.of(spec.trial(1)), folder);
  }

  /// With sanitizers, wherever input and output lie, and with several frames a start.
  @Test
  void sanitizersFindNothing() throws IOException, InterruptedException {
    HlsProgram.require();
    Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();
    HlsProgram.write(trial, folder);
    HlsProgram.passes(
        trial,
        folder,
        List.of("OPTIMIZE=-O1", "SANITIZE=address,undefined"),
        List.of("--frames-per-start", "3", "--input-offset", "5", "--output-offset", "4"));
  }

  @Test
  void clangAgrees() throws IOException, InterruptedException {
    HlsProgram.require();
    RequiredTools.require("clang++");
    Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();
    HlsProgram.write(trial, folder);
    HlsProgram.passes(trial, folder, List.of("OPTIMIZE=-O1", "CXX=clang++"), List.of());
  }

  private static void agree(List<Trial> trials, Path folder)
      throws IOException, InterruptedException {
    HlsProgram.require();
    HlsProgram.design(trials.getFirst(), folder);
    for (Trial trial : trials) {
      HlsProgram.data(trial, folder, new IntegerReference(trial.sample().integer())::run);
      SimulationResult single = HlsProgram.passes(trial, folder);
      SimulationResult several =
          HlsProgram.passes(
              trial,
              folder,
              "--frames-per-start",
              "3",
              "--input-offset",
              "3",
              "--output-offset",
              "4");
      assertThat(several.counters()).isEqualTo(single.counters());
      counts(trial, single);
    }
  }

  /// Rows, tiles and drains of the HLS design are those of the RTL, which the cycle model has.
  private static void counts(Trial trial, SimulationResult result) {
    List<CycleEstimate> frames =
        trial.sample().images().stream().map(image -> trial.estimate(MEMORY, image)).toList();
    List<Counter> counters = new ArrayList<>(List.of(Counter.ROWS, Counter.TILES, Counter.DRAIN));
    Arrays.stream(Counter.values()).filter(Counter::countsTokens).forEach(counters::add);
    for (Counter counter : counters) {
      assertThat(result.counters().getOrDefault(CycleReport.name(counter), 0L))
          .as("%s: %s", trial, counter)
          .isEqualTo(frames.stream().mapToLong(frame -> frame.count(counter)).sum());
    }
  }
}
