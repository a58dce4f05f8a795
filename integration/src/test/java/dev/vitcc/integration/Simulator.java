package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.backend.rtl.SourceFile;
import dev.vitcc.fuzz.check.BuildFolder;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationFolder;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Build folders of trials, and their simulation with Verilator.
///
/// Simulators are compiled for little compile time: the frames of tests are few. They are kept
/// below `target`, so that a second run of the tests builds none.
final class Simulator {
  private static final Path CACHE = Path.of("target", "simulators");
  private static final SimulationFolder.MemoryModel MEMORY =
      new SimulationFolder.MemoryModel(40, 64);

  private final Tools tools;

  private Simulator(Tools tools) {
    this.tools = tools;
  }

  /// Skips the test where Verilator is missing.
  static Simulator require() {
    RequiredTools.require(Tools.SIMULATOR_TOOLS);
    return new Simulator(Tools.choose(ToolChoice.LOCAL, Tools.DEFAULT_IMAGE));
  }

  /// Writes SystemVerilog, memory image, harness and vectors.
  static void write(Trial trial, Path folder) throws IOException {
    write(trial, folder, new IntegerReference(trial.sample().integer())::run);
  }

  /// The same, expecting what an oracle says.
  static void write(Trial trial, Path folder, TestVectors.Oracle oracle) throws IOException {
    for (SourceFile source : new RtlBackend().emit(trial.program())) {
      write(folder.resolve(source.path()), source.text());
    }
    for (SourceFile source : new RtlBackend().checks()) {
      write(folder.resolve(source.path()), source.text());
    }
    for (var file : SimulationFolder.files(MEMORY).entrySet()) {
      write(folder.resolve("sim").resolve(file.getKey()), file.getValue());
    }
    BuildFolder.quickToCompile(folder);
    Path image = folder.resolve("image").resolve("vitcc.bin");
    Files.createDirectories(image.getParent());
    Files.write(image, trial.memoryImage());
    Sample sample = trial.sample();
    new TestVectors(trial.program(), sample.integer().graph(), oracle)
        .write(folder.resolve("sim"), sample.images(), Progress.SILENT);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  SimulationResult run(SimulationRequest request) throws IOException, InterruptedException {
    return new VerilatorSimulation(tools, new SimulatorCache(CACHE), Progress.SILENT).run(request);
  }

  /// Runs what must pass.
  SimulationResult passes(SimulationRequest request, Object what)
      throws IOException, InterruptedException {
    SimulationResult result = run(request);
    assertThat(result.findings()).as("%s: findings", what).isEmpty();
    assertThat(result.passed()).as("%s: passed", what).isTrue();
    assertThat(result.frames()).as("%s: frames", what).isEqualTo(request.frames());
    return result;
  }

  /// Runs all frames of what must fail, and says how it did.
  SimulationResult fails(Trial trial, Path folder) throws IOException, InterruptedException {
    SimulationResult result = run(SimulationRequest.of(folder, trial.sample().images().size()));
    assertThat(result.passed()).as("%s: passed", trial).isFalse();
    return result;
  }
}
