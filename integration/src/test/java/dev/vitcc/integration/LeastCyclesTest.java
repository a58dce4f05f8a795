package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cost.cycles.CycleModel;
import dev.vitcc.cost.cycles.MemoryModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.schedule.Schedule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bound of the cycle model: never more than the cycles, and not much less where nobody waits
/// for the memory's answers.
class LeastCyclesTest {
  /// Faster than any port; slower than most.
  private static final List<MemoryModel> NEAR =
      List.of(MemoryModel.of(1, 0), MemoryModel.of(40, 3));

  /// One burst at a time.
  private static final MemoryModel FAR = new MemoryModel(200, 0.7, 1);

  private static final List<Long> SEEDS = List.of(1L, 2L);
  private static final double WORTH_HAVING = 0.8;

  static List<EngineSpec> daily() {
    return EngineSpec.DAILY;
  }

  static List<EngineSpec> nightly() {
    return EngineSpec.NIGHTLY;
  }

  @ParameterizedTest
  @MethodSource
  void daily(EngineSpec engine) {
    for (long seed : SEEDS) {
      Program plain = program(engine, Sample.fitting(engine, seed, VitLimits.SMALL).integer());
      bounds(engine, plain);
      for (MemoryModel memory : NEAR) {
        assertThat((double) CycleModel.leastCycles(plain, memory))
            .as("%s, %s", engine, memory)
            .isGreaterThan(WORTH_HAVING * CycleModel.cycles(plain, memory));
      }
      bounds(engine, program(engine, Sample.pruned(engine, seed, VitLimits.SMALL).integer()));
    }
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource
  void nightly(EngineSpec engine) {
    for (long seed : SEEDS) {
      bounds(engine, program(engine, Sample.fitting(engine, seed, VitLimits.SMALL).integer()));
      bounds(engine, program(engine, Sample.pruned(engine, seed, VitLimits.SMALL).integer()));
    }
  }

  private static Program program(EngineSpec engine, Model integer) {
    return new Schedule().run(integer, engine.engineFor(integer.graph()));
  }

  private static void bounds(EngineSpec engine, Program program) {
    for (MemoryModel memory : List.of(NEAR.get(0), NEAR.get(1), FAR)) {
      assertThat(CycleModel.leastCycles(program, memory))
          .as("%s, %s", engine, memory)
          .isLessThanOrEqualTo(CycleModel.cycles(program, memory));
    }
  }
}
