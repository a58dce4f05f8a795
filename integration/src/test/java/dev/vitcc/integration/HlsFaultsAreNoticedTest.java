package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.ImageHeader;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.emit.MemoryImage;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulationResult.Difference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The testbench of the HLS design fails, and says where, whatever is broken.
class HlsFaultsAreNoticedTest {
  private static final int EXTENT_BYTES = 4;
  private static final String DIFFERENCE =
      "frame \\d+: [\\w.]+\\[\\d+(,\\d+)*\\] expected -?\\d+, found -?\\d+( \\(and \\d+ more\\))?";
  private static final int MAGIC_AT = 0;
  private static final int VERSION_AT = 4;
  private static final int FINGERPRINT_AT = 8;
  private static final int FRAMES_AT = 40;

  /// One design, compiled once; what it runs and expects is written anew for each test.
  @TempDir private static Path folder;

  private final Trial trial = Trial.simulated(EngineSpec.LEAST).getFirst();

  @BeforeAll
  static void design() throws IOException {
    HlsProgram.require();
    HlsProgram.design(Trial.simulated(EngineSpec.LEAST).getFirst(), folder);
  }

  @BeforeEach
  void data() throws IOException {
    HlsProgram.data(trial, folder, new IntegerReference(trial.sample().integer())::run);
  }

  @Test
  void ofFlippedWeightBit() throws IOException, InterruptedException {
    byte[] image = trial.memoryImage().clone();
    image[firstWeight()] ^= 0x20;
    Files.write(folder.resolve("image/vitcc.bin"), image);

    SimulationResult result = HlsProgram.fails(trial, folder);

    assertThat(result.findings().getFirst()).matches(DIFFERENCE);
    assertThat(result.differences().getFirst().element())
        .startsWith(trial.groups().getFirst().slice().node() + "[");
  }

  @Test
  void ofCorruptedExpectedTensor() throws IOException, InterruptedException {
    Path vectors = folder.resolve("sim/vectors.bin");
    byte[] bytes = Files.readAllBytes(vectors);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long extents = header.getLong(48);
    bytes[Math.toIntExact(extents) + EXTENT_BYTES * header.getInt(12)] ^= 1;
    Files.write(vectors, bytes);

    SimulationResult result = HlsProgram.fails(trial, folder);

    assertThat(result.mismatches()).isOne();
    Difference first = result.differences().getFirst();
    assertThat(first.element()).isEqualTo(trial.groups().getFirst().slice().node() + "[0,0]");
    assertThat(Math.abs(first.expected() - first.found())).isOne();
  }

  @Test
  void ofCorruptedExpectedOutput() throws IOException, InterruptedException {
    Path vectors = folder.resolve("sim/vectors.bin");
    byte[] bytes = Files.readAllBytes(vectors);
    bytes[bytes.length - Integer.BYTES] ^= 1;
    Files.write(vectors, bytes);

    SimulationResult result = HlsProgram.fails(trial, folder);

    assertThat(result.findings().getFirst()).contains("output in memory[");
  }

  @Test
  void ofTensorThatIsNeverStored() throws IOException, InterruptedException {
    Program program = trial.program();
    List<Command> commands = program.commands();
    int store = commands.indexOf(new Command.Store(program.outputElements()));
    List<Command> rest = new ArrayList<>(commands.subList(0, store));
    rest.add(new Command.End());
    Program shorter =
        new Program(
            program.name(), program.engine(), program.inputBytes(), program.outputElements(), rest);
    byte[] image = MemoryImage.of(shorter, trial.sample().integer().parameters());
    IntegerReference reference = new IntegerReference(trial.sample().integer());
    HlsProgram.data(trial.with(image), folder, reference::run);

    SimulationResult result = HlsProgram.fails(trial, folder);

    assertThat(result.findings().toString())
        .contains("missing: done, but not everything was stored")
        .contains(trial.groups().getLast().slice().node());
  }

  @Test
  void ofImageForAnotherEngineAndOfAnotherVersion() throws IOException, InterruptedException {
    assertThat(statusWithFlippedBit(MAGIC_AT)).contains("status 0x00000001");
    assertThat(statusWithFlippedBit(VERSION_AT)).contains("status 0x00000001");
    assertThat(statusWithFlippedBit(FINGERPRINT_AT)).contains("status 0x00000002");
  }

  @Test
  void ofUnknownCommand() throws IOException, InterruptedException {
    assertThat(statusWithFlippedBit(ImageHeader.ALIGNMENT)).contains("status 0x00000010");
  }

  private String statusWithFlippedBit(int at) throws IOException, InterruptedException {
    byte[] image = trial.memoryImage().clone();
    image[at] ^= 8;
    Files.write(folder.resolve("image/vitcc.bin"), image);
    return HlsProgram.fails(trial, folder).failure().orElseThrow().toString();
  }

  @Test
  void ofMissingFiles() throws IOException, InterruptedException {
    for (String name : List.of("image/vitcc.bin", "sim/input.bin", "sim/vectors.bin")) {
      Path file = folder.resolve(name);
      Path aside = Files.move(file, folder.resolve("aside"));
      assertThatThrownBy(() -> HlsProgram.passes(trial, folder))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("cannot open ../" + name);
      Files.move(aside, file);
    }
    HlsProgram.passes(trial, folder);
  }

  @Test
  void ofNothingToCompare() throws IOException {
    Path vectors = folder.resolve("sim/vectors.bin");
    byte[] bytes = Files.readAllBytes(vectors);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(FRAMES_AT, 0);
    Files.write(vectors, bytes);
    assertThatThrownBy(() -> HlsProgram.passes(trial, folder))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("nothing to compare");
  }

  @Test
  void ofKernelThatDoesNotRound(@TempDir Path broken) throws IOException, InterruptedException {
    HlsProgram.write(trial, broken);
    Path kernel = broken.resolve("hls/vitcc_numerics.hpp");
    String text = Files.readString(kernel);
    String rounding = "value + Wide(Wide(1) << (Shift - 1))";
    assertThat(text).contains(rounding);
    Files.writeString(kernel, text.replace(rounding, "value + Wide(0)"));

    Difference first = HlsProgram.fails(trial, broken).differences().getFirst();

    assertThat(first.found()).isEqualTo(first.expected() - 1);
  }

  /// Where the first weight lies in the memory image: behind the commands and payloads before it.
  private int firstWeight() {
    Program program = trial.program();
    List<Command> commands = program.commands();
    int tiles = 0;
    while (!(commands.get(tiles) instanceof Command.LoadTiles)) {
      tiles++;
    }
    List<Command> before = new ArrayList<>(commands.subList(0, tiles));
    Program prefix =
        new Program(
            program.name(),
            program.engine(),
            program.inputBytes(),
            program.outputElements(),
            before);
    byte[] image = MemoryImage.of(prefix, trial.sample().integer().parameters());
    int beats = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    return ImageHeader.ALIGNMENT + beats * program.engine().busBytes() + Engine.COMMAND_BYTES;
  }
}
