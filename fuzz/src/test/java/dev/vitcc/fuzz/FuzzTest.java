package dev.vitcc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.fuzz.check.Finding;
import dev.vitcc.fuzz.check.Interpreter;
import dev.vitcc.fuzz.check.Judge;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.op.RequantizeRows;
import dev.vitcc.ir.program.Command;
import dev.vitcc.testbenches.hls.CSimulation;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random models agree on all implementations; and where one of them has a fault, it is found.
class FuzzTest {
  private static final long SEED = 2;

  /// Its first model has more than one block, of which one is enough to show a fault.
  private static final long MANY_BLOCKS = 3;

  @TempDir private Path work;

  @Test
  void interpreterAgreesOnRandomModels() throws IOException, InterruptedException {
    Summary summary = run(new Settings(SEED, 40, 0, 0, 8, work, 2), Judge.OURS);

    assertThat(summary.mismatches()).isEmpty();
    assertThat(summary.models()).isGreaterThanOrEqualTo(36);
    assertThat(summary.accepted()).isGreaterThanOrEqualTo(0.55);
    assertThat(summary.nodes().keySet())
        .contains("integer_linear", "integer_layer_norm", "requantize_rows", "saturating_add");
  }

  @Test
  void hardwareAgreesOnRandomModels() throws IOException, InterruptedException {
    require(CSimulation.TOOLS);
    require(Tools.SIMULATOR_TOOLS);

    Summary summary = run(new Settings(SEED, 3, 3, 3, 3, work, 1), Judge.OURS);

    assertThat(summary.mismatches()).isEmpty();
    assertThat(summary.hls()).isEqualTo(3);
    assertThat(summary.rtl()).isEqualTo(3);
    try (Stream<Path> simulators = Files.list(work.resolve("cache").resolve("simulators"))) {
      assertThat(simulators.filter(Files::isDirectory).count()).isEqualTo(summary.simulators());
    }
    assertThat(summary.simulators()).isLessThan(3);
  }

  @Test
  void runsAreTheSameWhateverIsBesideThem() throws IOException, InterruptedException {
    Summary one = run(new Settings(7, 8, 0, 0, 4, work, 1), Judge.OURS);
    Summary two = run(new Settings(7, 8, 0, 0, 4, work, 2), Judge.OURS);

    assertThat(two.lines()).isEqualTo(one.lines());
  }

  /// An interpreter that loses the lowest bit of what attention gives.
  @Test
  void findsAndShrinksFault() throws IOException, InterruptedException {
    Interpreter faulty =
        (trial, image, observer) -> {
          Graph graph = trial.model().integer().graph();
          List<Command.VectorGroup> groups = new ArrayList<>();
          trial.program().commands().stream()
              .filter(Command.VectorGroup.class::isInstance)
              .forEach(command -> groups.add((Command.VectorGroup) command));
          return Interpreter.OURS.run(
              trial,
              image,
              (sequence, row, values) -> {
                String node = groups.get(sequence).slice().node();
                boolean isFaulty = graph.node(node).op() instanceof RequantizeRows;
                observer.stored(sequence, row, isFaulty ? even(values) : values);
              });
        };

    Summary summary = run(new Settings(MANY_BLOCKS, 2, 0, 0, 2, work, 1), new Judge(faulty));

    assertThat(summary.mismatches()).isNotEmpty();
    Fuzz.Mismatch mismatch = summary.mismatches().getFirst();
    assertThat(mismatch.finding().kind()).isEqualTo(Finding.Kind.INTERPRETER);
    assertThat(mismatch.leastNodes()).isLessThan(mismatch.nodes());
    String text = Files.readString(mismatch.file());
    assertThat(text).contains("pm = 1, pk = 8, pn = 8").doesNotContain("prune {");
    assertThat(repeated(new Judge(faulty), text).agrees()).isFalse();
    assertThat(repeated(Judge.OURS, text).agrees()).isTrue();
  }

  private RepeatCase.Result repeated(Judge judge, String text) throws InterruptedException {
    return new RepeatCase(judge, work, false, false).run("found.case", text);
  }

  private static Summary run(Settings settings, Judge judge)
      throws IOException, InterruptedException {
    return new Fuzz(settings, judge, () -> false, new Silent()).run();
  }

  private static int[] even(int[] values) {
    int[] even = values.clone();
    for (int i = 0; i < even.length; i++) {
      even[i] &= ~1;
    }
    return even;
  }

  private static void require(List<String> tools) {
    List<String> missing = LocalTools.missing(tools);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(missing).as("tools that are missing").isEmpty();
    }
    assumeTrue(missing.isEmpty(), "not installed: " + missing);
  }

  /// Tells nobody.
  private static final class Silent implements Fuzz.Listener {
    @Override
    public void at(int models, int findings) {}

    @Override
    public void found(Fuzz.Mismatch mismatch) {}
  }
}
