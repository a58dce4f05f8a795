package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.fuzz.check.StoredTensors;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.reference.program.ProgramInterpreter;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The program interpreter, which shares no arithmetic with the integer reference, stores the same
/// tensors: random models on the engines of the grid. `FuzzTest` has models that aren't all alike.
class InterpreterAgreesTest {
  private static final int ENGINES_EACH = 4;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 12);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("seeds")
  void onRandomModels(long seed) {
    VitLimits limits = seed % 2 == 0 ? VitLimits.SMALL : VitLimits.TINY;
    List<EngineSpec> engines = EngineSpec.all();
    for (int i = 0; i < ENGINES_EACH; i++) {
      EngineSpec engine = engines.get((int) (seed * ENGINES_EACH + i) % engines.size());
      agrees(Trial.of(Sample.fitting(engine, seed, limits), engine));
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("seeds")
  void onNarrowCodesAndGainsOfColumns(long seed) {
    List<EngineSpec> engines = EngineSpec.all();
    EngineSpec engine = engines.get((int) seed % engines.size());
    Sample sample = NarrowCodes.of(Sample.fitting(engine, seed, VitLimits.TINY), seed, engine);
    agrees(Trial.of(sample, engine));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("seeds")
  void onFewerTokens(long seed) {
    List<EngineSpec> engines = EngineSpec.all();
    EngineSpec engine = engines.get((int) seed % engines.size());
    agrees(Trial.of(Sample.pruned(engine, seed, VitLimits.TINY), engine));
  }

  /// What the interpreter stores on a trial, image by image.
  static void agrees(Trial trial) {
    ProgramInterpreter interpreter =
        new ProgramInterpreter(trial.program().engine(), trial.memoryImage());
    assertThat(
            StoredTensors.difference(
                trial.groups(),
                trial.sample().images(),
                new IntegerReference(trial.sample().integer()),
                interpreter::run))
        .as("%s", trial)
        .isEmpty();
  }
}
