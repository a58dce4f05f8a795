package dev.vitcc.testbenches.verilator;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Simulates the SystemVerilog of a build with Verilator and compares every stored tensor.
///
/// The frames are dealt to several processes in ranges; what they find is put together in the order
/// of the frames, so the result does not depend on which of them was faster.
///
/// @param tools Verilator, make and a compiler
/// @param cache of simulators
public record VerilatorSimulation(Tools tools, SimulatorCache cache, Progress progress) {

  /// Frames `first` … `first + count - 1`, for one process.
  private record Shard(int index, int first, int count) {}

  /// @throws ToolException if the simulator can't be built or run
  public SimulationResult run(SimulationRequest request) throws IOException, InterruptedException {
    Path simulator = cache.simulator(request.build(), request.waveform(), tools, progress);
    List<Shard> shards = shards(request);
    AtomicIntegerArray done = new AtomicIntegerArray(shards.size());
    progress.at("simulating", 0, request.frames());
    SimulationResult result;
    try (ExecutorService threads = Executors.newFixedThreadPool(shards.size())) {
      List<Future<SimulationResult>> running = new ArrayList<>();
      for (Shard shard : shards) {
        running.add(threads.submit(() -> simulate(request, simulator, shard, done)));
      }
      try {
        result = collect(running);
      } finally {
        running.forEach(future -> future.cancel(true));
      }
    }
    if (request.output().isPresent()) {
      join(request.output().get(), shards);
    }
    return result;
  }

  /// At most one process for each start of the accelerator, and one if there is a waveform.
  private static List<Shard> shards(SimulationRequest request) {
    int starts = Math.ceilDiv(request.frames(), request.framesPerStart());
    int processes = request.trace().isPresent() ? 1 : Math.min(request.processes(), starts);
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      int first = (int) ((long) starts * i / processes) * request.framesPerStart();
      int end = (int) ((long) starts * (i + 1) / processes) * request.framesPerStart();
      shards.add(new Shard(i, first, Math.min(end, request.frames()) - first));
    }
    return shards;
  }

  /// The results in order, up to the first that failed: those after it are of no interest.
  private static SimulationResult collect(List<Future<SimulationResult>> running)
      throws InterruptedException, IOException {
    Optional<SimulationResult> all = Optional.empty();
    for (Future<SimulationResult> future : running) {
      SimulationResult next = await(future);
      all = Optional.of(all.map(before -> before.and(next)).orElse(next));
      if (!next.passed()) {
        break;
      }
    }
    return all.orElseThrow();
  }

  private static SimulationResult await(Future<SimulationResult> future)
      throws InterruptedException, IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case IOException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (CancellationException e) {
      throw new IllegalStateException(e);
    }
  }

  private SimulationResult simulate(
      SimulationRequest request, Path simulator, Shard shard, AtomicIntegerArray done)
      throws InterruptedException {
    SimulatorOutput output =
        new SimulatorOutput(
            frames -> {
              done.set(shard.index(), frames);
              progress.at("simulating", sum(done), request.frames());
            });
    Set<Path> writable = new LinkedHashSet<>();
    request.trace().ifPresent(file -> writable.add(file.getParent()));
    request.output().ifPresent(file -> writable.add(file.getParent()));
    int code =
        tools.run(
            new ToolCommand(
                words(request, simulator, shard),
                request.build().resolve("sim"),
                List.of(request.build(), simulator.getParent()),
                List.copyOf(writable)),
            output::line);
    return output.result(code, shard.count());
  }

  private static List<String> words(SimulationRequest request, Path simulator, Shard shard) {
    List<String> words = new ArrayList<>();
    words.add(simulator.toString());
    words.add("@simulation.args");
    words.addAll(List.of("--first-frame", "" + shard.first(), "--frames", "" + shard.count()));
    words.addAll(List.of("--frames-per-start", "" + request.framesPerStart()));
    words.addAll(List.of("--stalls", request.stalls().toString()));
    request.trace().ifPresent(file -> words.addAll(List.of("--trace", file.toString())));
    request
        .output()
        .ifPresent(file -> words.addAll(List.of("--output", part(file, shard).toString())));
    words.addAll(request.more());
    return words;
  }

  private static int sum(AtomicIntegerArray values) {
    int sum = 0;
    for (int i = 0; i < values.length(); i++) {
      sum += values.get(i);
    }
    return sum;
  }

  private static Path part(Path output, Shard shard) {
    return output.resolveSibling(output.getFileName() + "." + shard.index());
  }

  private static void join(Path output, List<Shard> shards) throws IOException {
    try (OutputStream out = Files.newOutputStream(output)) {
      for (Shard shard : shards) {
        Path part = part(output, shard);
        if (Files.exists(part)) {
          Files.copy(part, out);
          Files.delete(part);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
