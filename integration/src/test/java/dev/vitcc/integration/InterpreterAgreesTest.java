package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.generate.VitLimits;
import dev.vitcc.ir.program.Command.VectorGroup;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.reference.program.ProgramInterpreter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The program interpreter, which shares no arithmetic with the integer reference, stores the same
/// tensors: random models, each on several engines.
class InterpreterAgreesTest {
  private static final int ENGINES_EACH = 4;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 36);
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
    IntegerReference reference = new IntegerReference(trial.sample().integer());
    ProgramInterpreter interpreter =
        new ProgramInterpreter(trial.program().engine(), trial.memoryImage());
    Set<String> stored =
        trial.groups().stream().map(group -> group.slice().node()).collect(Collectors.toSet());
    for (byte[] image : trial.sample().images()) {
      Map<String, TensorData> expected = reference.run(image);
      long elements =
          stored.stream()
              .mapToLong(node -> Objects.requireNonNull(expected.get(node)).type().size())
              .sum();
      Comparison comparison = new Comparison(trial, expected);
      int[] logits = interpreter.run(image, comparison);
      assertThat(logits).as("%s: logits", trial).isEqualTo(reference.logits(image));
      assertThat(comparison.elements).as("%s: elements compared", trial).isEqualTo(elements);
    }
  }

  /// Holds each row that is stored against the reference.
  private static final class Comparison implements ProgramInterpreter.Observer {
    private final Trial trial;
    private final List<VectorGroup> groups;
    private final Map<String, TensorData> expected;
    private long elements;

    Comparison(Trial trial, Map<String, TensorData> expected) {
      this.trial = trial;
      this.groups = trial.groups();
      this.expected = expected;
    }

    @Override
    public void stored(int sequence, int row, int[] values) {
      VectorGroup group = groups.get(sequence);
      TensorSlice slice = group.slice();
      TensorData tensor = Objects.requireNonNull(expected.get(slice.node()), slice.node());
      int rows = tensor.type().rank() == 1 ? 1 : tensor.type().dim(-2);
      // A layer that keeps one token stores it in that token's row; its tensor has no other.
      int tensorRow = group.rows() == rows ? row - group.row() : row;
      int at = (slice.head() * rows + tensorRow) * tensor.type().dim(-1) + slice.column();
      for (int n = 0; n < Math.min(slice.columns(), values.length); n++, at++) {
        if (element(tensor, at) != values[n]) {
          fail(
              "%s: %s row %d, column %d: expected %d, found %d",
              trial, slice, row, slice.column() + n, element(tensor, at), values[n]);
        }
        elements++;
      }
    }

    private static int element(TensorData tensor, int index) {
      return switch (tensor) {
        case TensorData.Bytes bytes -> bytes.values()[index];
        case TensorData.Shorts shorts -> shorts.values()[index];
        case TensorData.Words words -> words.values()[index];
        case TensorData.Reals reals -> throw new IllegalStateException("not an integer: " + reals);
      };
    }
  }
}
