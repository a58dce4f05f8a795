package dev.vitcc.testbenches.verilator;

import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.tools.ToolCommand;
import dev.vitcc.testbenches.tools.ToolException;
import dev.vitcc.testbenches.tools.Tools;
import dev.vitcc.testbenches.tools.UserCache;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Simulators that were built before, shared by all builds whose engine is the same.
///
/// A simulator lies under the hash of everything it is made of. It is built in a folder of its own,
/// under a lock, and renamed into place: who is killed while building leaves nothing behind that
/// counts, and two who want the same one build it once.
///
/// @param root folder of the cache
public record SimulatorCache(Path root) {
  private static final String BINARY = "vitcc_sim";
  private static final Duration KEPT_UNUSED = Duration.ofDays(30);
  private static final int LINES_OF_A_FAILURE = 25;
  private static final long LOCK_POLL_MILLIS = 50;

  public SimulatorCache {
    root = root.toAbsolutePath().normalize();
  }

  /// The cache of this user.
  public static SimulatorCache ofUser() {
    return new SimulatorCache(UserCache.folder());
  }

  /// The simulator of a build folder, built if there is none yet.
  ///
  /// @param waveform `vcd`, `fst` or empty
  /// @throws ToolException if it does not build
  Path simulator(Path build, String waveform, Tools tools, Progress progress)
      throws IOException, InterruptedException {
    SimulatorSources sources = SimulatorSources.of(build);
    String key = sources.key(List.of(tools.identity(), waveform));
    Path simulators = Files.createDirectories(root.resolve("simulators"));
    Path done = simulators.resolve(key);
    Path binary = done.resolve(BINARY);
    if (!Files.isExecutable(binary)) {
      try (FileChannel lock = open(simulators.resolve(key + ".lock"));
          FileLock held = lock(lock)) {
        if (held.isValid() && !Files.isExecutable(binary)) {
          delete(done);
          build(sources, done, waveform, tools, progress);
          deleteUnused(simulators);
        }
      }
    }
    Files.setLastModifiedTime(done, FileTime.from(Instant.now()));
    return binary;
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /// Waits for the lock, also where another thread of this process holds it.
  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        Thread.sleep(LOCK_POLL_MILLIS);
      }
    }
  }

  private static void build(
      SimulatorSources sources, Path done, String waveform, Tools tools, Progress progress)
      throws IOException, InterruptedException {
    Path work = done.resolveSibling(done.getFileName() + ".building");
    delete(work);
    sources.copyTo(work);
    Path sim = work.resolve("sim");
    List<String> log = new ArrayList<>();
    progress.at("building the simulator", 0, 0);
    int jobs = Runtime.getRuntime().availableProcessors();
    int code =
        tools.run(
            new ToolCommand(
                List.of("make", "simulator", "OBJ=obj", "TRACE=" + waveform, "JOBS=" + jobs),
                sim,
                List.of(work),
                List.of(work)),
            line -> {
              log.add(line);
              progress.at("building the simulator", log.size(), 0);
            });
    Path built = sim.resolve("obj").resolve(BINARY);
    if (code != 0 || !Files.isExecutable(built)) {
      Path kept = done.resolveSibling(done.getFileName() + ".log");
      Files.write(kept, log);
      int from = Math.max(0, log.size() - LINES_OF_A_FAILURE);
      throw new ToolException(
          "the simulator does not build:\n" + String.join("\n", log.subList(from, log.size())),
          "the whole output is in " + kept);
    }
    Path finished = Files.createDirectories(work.resolve("finished"));
    Files.move(built, finished.resolve(BINARY));
    Files.move(finished, done, StandardCopyOption.ATOMIC_MOVE);
    delete(work);
  }

  private static void deleteUnused(Path simulators) throws IOException {
    Instant limit = Instant.now().minus(KEPT_UNUSED);
    List<Path> old;
    try (Stream<Path> entries = Files.list(simulators)) {
      old = entries.filter(entry -> isOlder(entry, limit)).toList();
    }
    for (Path entry : old) {
      delete(entry);
    }
  }

  private static boolean isOlder(Path entry, Instant limit) {
    try {
      return Files.getLastModifiedTime(entry).toInstant().isBefore(limit);
    } catch (IOException e) {
      return false;
    }
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(tree)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}
