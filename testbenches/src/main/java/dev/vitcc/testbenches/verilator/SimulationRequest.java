package dev.vitcc.testbenches.verilator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to simulate, and how.
///
/// @param build folder with `rtl`, `image` and `sim`
/// @param frames how many, from the first
/// @param framesPerStart how many the accelerator runs each time it is started
/// @param processes that share the frames; a waveform takes one
/// @param trace waveform to write, `.vcd` or `.fst`
/// @param output file for the logits found in memory, signed 32-bit, little-endian
/// @param more options of the simulator (docs/simulation.md)
public record SimulationRequest(
    Path build,
    int frames,
    Stalls stalls,
    int framesPerStart,
    int processes,
    Optional<Path> trace,
    Optional<Path> output,
    List<String> more) {
  public SimulationRequest {
    build = build.toAbsolutePath().normalize();
    trace = trace.map(path -> path.toAbsolutePath().normalize());
    output = output.map(path -> path.toAbsolutePath().normalize());
    more = List.copyOf(more);
    if (frames < 1 || framesPerStart < 1 || processes < 1) {
      throw new IllegalArgumentException("frames and processes must be at least 1");
    }
    if (trace.isPresent() && waveform(trace.get()).isEmpty()) {
      throw new IllegalArgumentException(
          "a waveform is a .vcd or a .fst file, not " + trace.get().getFileName());
    }
  }

  /// All processors, no stalls, a start for each frame.
  public static SimulationRequest of(Path build, int frames) {
    int processes = Runtime.getRuntime().availableProcessors();
    return new SimulationRequest(
        build, frames, Stalls.NONE, 1, processes, Optional.empty(), Optional.empty(), List.of());
  }

  public SimulationRequest withStalls(Stalls other) {
    return new SimulationRequest(
        build, frames, other, framesPerStart, processes, trace, output, more);
  }

  public SimulationRequest withFramesPerStart(int count) {
    return new SimulationRequest(build, frames, stalls, count, processes, trace, output, more);
  }

  public SimulationRequest withProcesses(int count) {
    return new SimulationRequest(build, frames, stalls, framesPerStart, count, trace, output, more);
  }

  public SimulationRequest withTrace(Path file) {
    return new SimulationRequest(
        build, frames, stalls, framesPerStart, processes, Optional.of(file), output, more);
  }

  public SimulationRequest withOutput(Path file) {
    return new SimulationRequest(
        build, frames, stalls, framesPerStart, processes, trace, Optional.of(file), more);
  }

  public SimulationRequest withMore(String... options) {
    return new SimulationRequest(
        build, frames, stalls, framesPerStart, processes, trace, output, List.of(options));
  }

  /// The kind of waveform that the simulator must be built for: `vcd`, `fst` or empty.
  String waveform() {
    return trace.map(SimulationRequest::waveform).orElse("");
  }

  private static String waveform(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".vcd") ? "vcd" : name.endsWith(".fst") ? "fst" : "";
  }
}
