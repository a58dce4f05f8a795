package dev.vitcc.testbenches.hls;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.tools.LocalTools;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.verilator.SimulationResult;
import dev.vitcc.testbenches.verilator.SimulatorOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Compiles the HLS C++ of a build with a plain compiler, and runs it: C simulation without the
/// vendor's tools.
public record CSimulation(Progress progress) {
  /// What must be installed.
  public static final List<String> TOOLS = List.of("make", "g++");

  private static final int PRINTED = 20;

  /// Runs the first frames of the build's test vectors.
  ///
  /// @throws ToolException if the tools are missing, or the program can't be built or run
  public SimulationResult run(Path build, int frames) throws InterruptedException {
    return run(build, frames, List.of(), List.of());
  }

  /// @param variables of the Makefile, such as `CXX=clang++`
  /// @param options of the program (docs/hls.md)
  public SimulationResult run(Path build, int frames, List<String> variables, List<String> options)
      throws InterruptedException {
    List<String> missing = LocalTools.missing(TOOLS);
    if (!missing.isEmpty()) {
      throw new ToolException(
          "not installed: " + String.join(", ", missing),
          "install them (on Debian or Ubuntu: apt-get install g++ make)");
    }
    Path folder = build.toAbsolutePath().normalize().resolve("hls");
    progress.at("C simulation", 0, frames);
    List<String> said = new ArrayList<>();
    List<String> make = new ArrayList<>(List.of("make", "-s", "build"));
    make.addAll(variables);
    if (run(make, folder, said::add) != 0) {
      throw new ToolException(
          "the HLS C++ does not compile:\n"
              + String.join("\n", said.subList(0, Math.min(PRINTED, said.size()))),
          "");
    }
    SimulatorOutput output = new SimulatorOutput(done -> progress.at("C simulation", done, frames));
    said.forEach(output::line);
    List<String> words =
        new ArrayList<>(List.of("obj/vitcc_csim", "--image", "../image/vitcc.bin"));
    words.addAll(List.of("--input", "../sim/input.bin", "--vectors", "../sim/vectors.bin"));
    words.addAll(List.of("--frames", Integer.toString(frames)));
    words.addAll(options);
    return output.result(run(words, folder, output::line), frames);
  }

  private static int run(List<String> words, Path folder, java.util.function.Consumer<String> line)
      throws InterruptedException {
    return LocalTools.unnamed()
        .run(new ToolCommand(words, folder, List.of(), List.of(folder)), line);
  }
}
