package dev.vitcc.fuzz.check;

import dev.vitcc.backend.hls.HlsBackend;
import dev.vitcc.backend.hls.HlsTarget;
import dev.vitcc.backend.rtl.RtlBackend;
import dev.vitcc.ir.program.Program;
import dev.vitcc.reference.IntegerReference;
import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.hls.CSimulation;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolChoice;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.vectors.TestVectors;
import dev.vitcc.testbenches.verilator.SimulationFolder;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorCache;
import dev.vitcc.testbenches.verilator.Stalls;
import dev.vitcc.testbenches.verilator.VerilatorSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The designs of one engine in a folder, and the models that run on them one after the other: what
/// they are built from changes with the engine alone.
///
/// Programs are compiled for little compile time: the frames are few.
public final class BuildFolder {
  private static final HlsTarget TARGET =
      new HlsTarget(List.of("xczu9eg-ffvb1156-2-e"), /* clockMhz= */ 150);
  private static final List<String> QUICK_HLS = List.of("OPTIMIZE=-O0");
  private static final String OPTIMIZED =
      "OPT_FAST='-O3 -march=native' OPT_SLOW=-O1 OPT_GLOBAL=-O1";

  /// All in one unit: the headers of Verilator take as long to read as the design.
  private static final String QUICK =
      "OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0 VM_PARALLEL_BUILDS=0";

  private static final int MOST_BYTES = 1 << 24;

  private static final String GCC = "CXX ?= g++";

  /// A quarter less time than g++.
  private static final String CLANG = "CXX = clang++";

  private static final SimulationFolder.MemoryModel MEMORY =
      new SimulationFolder.MemoryModel(40, 64);

  private final Path root;
  private final Path simulators;

  /// @param simulators where those that were compiled are kept
  public BuildFolder(Path root, Path simulators) {
    this.root = root;
    this.simulators = simulators;
  }

  /// Writes a trial: the design of its engine, its memory image, and what is expected.
  public void write(Trial trial) throws IOException {
    Program nameless = nameless(trial.program());
    for (var source : new RtlBackend().emit(nameless)) {
      put(source.path(), source.text());
    }
    for (var source : new HlsBackend().emit(nameless, MOST_BYTES, TARGET)) {
      put(source.path(), source.text());
    }
    for (var file : SimulationFolder.files(MEMORY).entrySet()) {
      put("sim/" + file.getKey(), file.getValue());
    }
    Path image = root.resolve("image").resolve("vitcc.bin");
    Files.createDirectories(image.getParent());
    Files.write(image, trial.memoryImage());
    new TestVectors(
            trial.program(),
            trial.model().integer().graph(),
            new IntegerReference(trial.model().integer())::run)
        .write(root.resolve("sim"), trial.model().images(), Progress.SILENT);
    quickToCompile(root);
  }

  /// A program whose designs are the same for all models of its engine: without the name, and the
  /// extents that only the vendor's co-simulation asks for.
  private static Program nameless(Program program) {
    return new Program("random models", program.engine(), MOST_BYTES, 1, program.commands());
  }

  /// Files that are as they should be keep their time, so that nothing is compiled again.
  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Makes the simulator of a build folder one that compiles quickly rather than runs quickly.
  public static void quickToCompile(Path build) throws IOException {
    Path makefile = build.resolve("sim").resolve("Makefile");
    String text = Files.readString(makefile);
    String quick = text.replace(OPTIMIZED, QUICK);
    if (quick.equals(text) || !text.contains(GCC)) {
      throw new IllegalStateException("the simulator's Makefile has other options");
    }
    boolean hasClang = LocalTools.missing(List.of("clang++")).isEmpty();
    Files.writeString(makefile, hasClang ? quick.replace(GCC, CLANG) : quick);
  }

  /// What is wrong with the HLS C++ of the trial that was written last.
  public Optional<Finding> hls(Trial trial) throws InterruptedException {
    int frames = trial.model().images().size();
    try {
      SimulationResult result =
          new CSimulation(Progress.SILENT).run(root, frames, QUICK_HLS, List.of());
      return wrong(Finding.Kind.HLS, result, frames);
    } catch (ToolException failed) {
      return Optional.of(
          new Finding(Finding.Kind.HLS, String.valueOf(failed.getMessage()), "tool"));
    }
  }

  /// What is wrong with its RTL.
  ///
  /// @param stalls of the memory behind its ports
  public Optional<Finding> rtl(Trial trial, Stalls stalls)
      throws IOException, InterruptedException {
    int frames = trial.model().images().size();
    Tools tools = Tools.choose(ToolChoice.LOCAL, Tools.DEFAULT_IMAGE);
    try {
      SimulationResult result =
          new VerilatorSimulation(tools, new SimulatorCache(simulators), Progress.SILENT)
              .run(SimulationRequest.of(root, frames).withProcesses(1).withStalls(stalls));
      return wrong(Finding.Kind.RTL, result, frames);
    } catch (ToolException failed) {
      return Optional.of(
          new Finding(Finding.Kind.RTL, String.valueOf(failed.getMessage()), "tool"));
    }
  }

  private static Optional<Finding> wrong(Finding.Kind kind, SimulationResult result, int frames) {
    if (result.passed() && result.frames() == frames && result.findings().isEmpty()) {
      return Optional.empty();
    }
    String what = result.failure().map(SimulationResult.Failure::kind).orElse("difference");
    List<String> findings = result.findings();
    String text = findings.isEmpty() ? result.frames() + " frames" : findings.getFirst();
    return Optional.of(new Finding(kind, text, what));
  }
}
