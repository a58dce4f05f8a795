package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.backend.hls.HlsBackend;
import dev.vitcc.backend.hls.HlsTarget;
import dev.vitcc.backend.hls.SourceFile;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.hls.CSimulation;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Build folders of trials with the HLS C++, and their runs as a program.
final class HlsProgram {
  private static final HlsTarget TARGET =
      new HlsTarget(List.of("xczu9eg-ffvb1156-2-e"), /* clockMhz= */ 150);
  private static final List<String> QUICK = List.of("OPTIMIZE=-O1");

  private HlsProgram() {}

  /// Skips the test where the tools are missing.
  static void require() {
    RequiredTools.require(CSimulation.TOOLS);
  }

  /// Writes the design, what it runs and what is expected.
  static void write(Trial trial, Path folder) throws IOException {
    design(trial, folder);
    data(trial, folder, new IntegerReference(trial.sample().integer())::run);
  }

  static void design(Trial trial, Path folder) throws IOException {
    long bytes = trial.memoryImage().length;
    for (SourceFile source : new HlsBackend().emit(trial.program(), bytes, TARGET)) {
      Path file = folder.resolve(source.path());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.text());
    }
  }

  /// Memory image, images and vectors: another model for a design that is there.
  static void data(Trial trial, Path folder, TestVectors.Oracle oracle) throws IOException {
    Path image = folder.resolve("image").resolve("vitcc.bin");
    Files.createDirectories(image.getParent());
    Files.write(image, trial.memoryImage());
    Sample sample = trial.sample();
    new TestVectors(trial.program(), sample.integer().graph(), oracle)
        .write(Files.createDirectories(folder.resolve("sim")), sample.images(), Progress.SILENT);
  }

  static SimulationResult run(
      Trial trial, Path folder, List<String> variables, List<String> options)
      throws InterruptedException {
    return new CSimulation(Progress.SILENT)
        .run(folder, trial.sample().images().size(), variables, options);
  }

  /// Runs what must pass, with other options of the Makefile and of the program.
  static SimulationResult passes(
      Trial trial, Path folder, List<String> variables, List<String> options)
      throws InterruptedException {
    SimulationResult result = run(trial, folder, variables, options);
    assertThat(result.findings()).as("%s: findings", trial).isEmpty();
    assertThat(result.passed()).as("%s: passed", trial).isTrue();
    assertThat(result.frames()).isEqualTo(trial.sample().images().size());
    assertThat(result.notes()).as("%s: what compiler and program say", trial).isEmpty();
    return result;
  }

  static SimulationResult passes(Trial trial, Path folder, String... options)
      throws InterruptedException {
    return passes(trial, folder, QUICK, List.of(options));
  }

  /// Runs what must fail, and says how it did.
  static SimulationResult fails(Trial trial, Path folder) throws InterruptedException {
    SimulationResult result = run(trial, folder, QUICK, List.of());
    assertThat(result.passed()).as("%s: passed", trial).isFalse();
    return result;
  }
}
