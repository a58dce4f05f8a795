package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.ExponentialCodes;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulationResult.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulation fails, and says where, whatever is broken: the check can fail.
class FaultsAreNoticedTest {
  private static final String DIFFERENCE =
      "frame \\d+: [\\w.]+\\[\\d+(,\\d+)*\\] expected -?\\d+, found -?\\d+( \\(and \\d+ more\\))?";

  @TempDir private Path folder;
  private Simulator simulator;
  private final Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();
  private final Model model = trial.sample().integer();

  @BeforeEach
  void tools() {
    simulator = Simulator.require();
  }

  @Test
  void ofFlippedWeightBit() throws IOException, InterruptedException {
    Trial flipped =
        trial.with(
            MemoryImage.of(
                trial.program(),
                model.parameters().with(weightsOfFirstLayer(), flipped(weightsOfFirstLayer()))));
    assertThat(bitsBetween(trial.memoryImage(), flipped.memoryImage())).isOne();
    Simulator.write(flipped, folder);

    SimulationResult result = simulator.fails(flipped, folder);

    assertThat(result.findings().getFirst()).matches(DIFFERENCE);
    assertThat(result.differences().getFirst().element())
        .startsWith(trial.groups().getFirst().slice().node() + "[");
  }

  @Test
  void ofCorruptedExpectedTensor() throws IOException, InterruptedException {
    String scores = scores();
    IntegerReference reference = new IntegerReference(model);
    Simulator.write(
        trial,
        folder,
        (image, observer) ->
            reference.run(
                image,
                (node, data) ->
                    observer.observe(node, node.name().equals(scores) ? oneMore(data) : data)));

    SimulationResult result = simulator.fails(trial, folder);

    assertThat(result.mismatches()).as("the first bad frame is the last").isOne();
    Difference first = result.differences().getFirst();
    assertThat(first.element()).isEqualTo(scores + "[0,0,0]");
    assertThat(first.expected()).isEqualTo(first.found() + 1);
    assertThat(first.toString()).matches(DIFFERENCE);
  }

  @Test
  void ofTensorThatIsNeverStored() throws IOException, InterruptedException {
    List<Command> commands = trial.program().commands();
    int store = commands.indexOf(new Command.Store(trial.program().outputElements()));
    List<Command> rest = new ArrayList<>(commands.subList(0, store));
    rest.add(new Command.End());
    Program program = trial.program();
    Program shorter =
        new Program(
            program.name(), program.engine(), program.inputBytes(), program.outputElements(), rest);
    Trial missing = trial.with(MemoryImage.of(shorter, model.parameters()));
    Simulator.write(missing, folder);

    SimulationResult result = simulator.fails(missing, folder);

    assertThat(result.findings())
        .first()
        .asString()
        .startsWith("missing: done, but not everything was stored")
        .contains(trial.groups().getLast().slice().node());
  }

  @Test
  void ofRequantiserThatDoesNotRound() throws IOException, InterruptedException {
    Simulator.write(trial, folder);
    Path lane = folder.resolve("rtl/vitcc_drain_lane.sv");
    String text = Files.readString(lane);
    String rounding = "value + ScaledBits'(1)";
    assertThat(text).contains(rounding);
    Files.writeString(lane, text.replace(rounding, "value + ScaledBits'(0)"));

    SimulationResult result = simulator.fails(trial, folder);

    assertThat(result.findings().getFirst()).matches(DIFFERENCE);
    Difference first = result.differences().getFirst();
    assertThat(first.found()).isEqualTo(first.expected() - 1);
  }

  private String weightsOfFirstLayer() {
    Graph graph = model.graph();
    Node layer =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof IntegerLinear)
            .findFirst()
            .orElseThrow();
    return ((Parameter) graph.operand(layer, 1).op()).key();
  }

  /// Bit 5 of the first weight: a patch whose first pixel is not zero gives another sum.
  private TensorData flipped(String key) {
    TensorData.Bytes weights = (TensorData.Bytes) model.parameters().get(key);
    byte[] values = weights.values().clone();
    values[0] ^= 1 << 5;
    return new TensorData.Bytes(weights.type(), values);
  }

  private static TensorData oneMore(TensorData data) {
    TensorData.Shorts scores = (TensorData.Shorts) data;
    short[] values = scores.values().clone();
    values[0]++;
    return new TensorData.Shorts(scores.type(), values);
  }

  /// The node whose codes the first exponential takes.
  private String scores() {
    Graph graph = model.graph();
    Node exponential =
        graph.nodes().stream()
            .filter(n -> n.op() instanceof ExponentialCodes)
            .findFirst()
            .orElseThrow();
    return graph.operand(exponential, 0).name();
  }

  private static int bitsBetween(byte[] one, byte[] other) {
    assertThat(one).hasSameSizeAs(other);
    int bits = 0;
    for (int i = 0; i < one.length; i++) {
      bits += Integer.bitCount((one[i] ^ other[i]) & 0xFF);
    }
    return bits;
  }
}
