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
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulationResult.Difference;
import dev.vitcc.testbenches.verilator.Stalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// One simulator with a few faults of the table, of which one at a time is on. The others have
  /// their turn at night, in [SeededFaultsTest].
  @Test
  void ofSingleFaultsInTheRtl() throws IOException, InterruptedException {
    Map<String, String> noticed = new LinkedHashMap<>();
    noticed.put("the requantiser does not round", DIFFERENCE);
    noticed.put("the exponential is cut, not rounded", DIFFERENCE);
    noticed.put("strobes of the beat before", "axi: m_axi_gmem0 write: .*");
    noticed.put("the length is one too many", "axi: m_axi_gmem0 read: .*|assertion: .*_check.sv.*");
    noticed.put("columns are claimed before they are there", "assertion: .*tile_fifo_check.sv.*");
    noticed.put("reserved room never comes back", "assertion: .*compute_check.sv.*");
    noticed.put("counts are not cleared at start", "counters: .*");
    noticed.put("a write error is forgotten", "control: .*");
    List<SeededFault> faults =
        SeededFault.all().stream().filter(f -> noticed.containsKey(f.what())).toList();
    assertThat(faults).hasSameSizeAs(noticed.keySet());
    Simulator.write(trial, folder);
    SeededFault.allowWarnings(folder);
    for (SeededFault fault : faults) {
      fault.seed(folder);
    }
    SimulationRequest request =
        SimulationRequest.of(folder, 2)
            .withProcesses(1)
            .withStalls(Stalls.random(1))
            .withMore("--watchdog", "20000", "--errors", "write:0");
    SeededFault.turnOff(folder);
    simulator.passes(request, "without faults");
    for (SeededFault fault : faults) {
      fault.turnOn(folder);
      SimulationResult result = simulator.run(request);
      assertThat(result.passed()).as("%s: passed", fault).isFalse();
      assertThat(result.findings().getFirst())
          .as("%s", fault)
          .matches(noticed.getOrDefault(fault.what(), ""));
    }
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
