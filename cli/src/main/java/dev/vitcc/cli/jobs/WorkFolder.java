package dev.vitcc.cli.jobs;

import dev.vitcc.cli.UsageException;
import dev.vitcc.testbenches.tools.ToolException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The folder that jobs leave their files in; one vitcc at a time leads the work in it.
///
/// `results/` has a file a job, `logs/` what jobs of this machine said, `slurm/` a folder for each
/// array that was submitted.
public final class WorkFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private WorkFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /// @throws UsageException if another vitcc leads the work in this folder
  /// @throws ToolException if it can't be written
  public static WorkFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    if (root.toString().lines().count() != 1) {
      throw new UsageException(
          "--work: the path has a line break", "name a folder without one in its path");
    }
    try {
      for (String part : new String[] {"results", "logs", "slurm"}) {
        Files.createDirectories(root.resolve(part));
      }
      return new WorkFolder(root, lock(folder, root.resolve(".lock")));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static FileChannel lock(Path shown, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      Optional<FileLock> held = Optional.ofNullable(channel.tryLock());
      if (held.isPresent()) {
        return channel;
      }
    } catch (OverlappingFileLockException held) {
      // By another thread of this process, which is as good as another process.
    }
    channel.close();
    throw new UsageException(
        "another vitcc leads the work in " + shown, "wait for it, or name another folder");
  }

  static ToolException unwritable(Path path, IOException e) {
    return new ToolException(
        "%s can't be written: %s".formatted(path, e.getMessage()),
        "name a folder on a disk with room that you may write to",
        e);
  }

  Path root() {
    return root;
  }

  Path result(String job) {
    return root.resolve("results").resolve(job + ".json");
  }

  Path log(Job job) {
    return root.resolve("logs").resolve(job.name() + ".log");
  }

  Path arrays() {
    return root.resolve("slurm");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException left) {
      // The lock goes with the process.
    }
  }
}
