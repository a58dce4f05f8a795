package dev.vitcc.cli.output;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// One output folder being made: files go beside the target, which a swap then replaces.
///
/// Where the target is `build`, the new build grows in `.build.vitcc-new` under the lock
/// `.build.vitcc-lock`; both are gone at the end, also when the process is asked to stop.
public final class BuildFolder implements AutoCloseable {
  private final Path shown;
  private final Swap swap;
  private final FileChannel lock;
  private final Thread guard = new Thread(this::drop);
  private boolean finished;

  private BuildFolder(Path shown, Swap swap, FileChannel lock) {
    this.shown = shown;
    this.swap = swap;
    this.lock = lock;
  }

  /// Starts a build, after finishing or undoing a swap that was cut off.
  ///
  /// @throws CompileException if the folder is not vitcc's, can't be written, or is being written
  public static BuildFolder open(Path folder) {
    try {
      Swap swap = Swap.of(folder);
      Files.createDirectories(swap.target().getParent());
      FileChannel lock = lock(folder, swap);
      BuildFolder build = new BuildFolder(folder, swap, lock);
      try {
        swap.recover();
        build.requireOurs();
        Swap.deleteTree(swap.fresh());
        Files.createDirectory(swap.fresh());
        Runtime.getRuntime().addShutdownHook(build.guard);
        return build;
      } catch (IOException | RuntimeException e) {
        build.drop();
        throw e;
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /// Finishes or undoes a swap that was cut off, for those who only read.
  static void recover(Path folder) {
    try {
      Swap.of(folder).recover();
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /// Writes a file of the new build.
  public void write(String path, byte[] content) {
    try {
      Path file = swap.fresh().resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw unwritable(shown, e);
    }
  }

  public void write(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// The files of the new build so far.
  public SortedSet<String> files() {
    try {
      return new TreeSet<>(Manifest.filesIn(swap.fresh()));
    } catch (IOException e) {
      throw unwritable(shown, e);
    }
  }

  /// The text of a file of the new build.
  public String read(String path) {
    try {
      return Files.readString(swap.fresh().resolve(path));
    } catch (IOException e) {
      throw unwritable(shown, e);
    }
  }

  /// A folder of the new build, for those who write into it themselves.
  public Path folder(String path) {
    try {
      return Files.createDirectories(swap.fresh().resolve(path));
    } catch (IOException e) {
      throw unwritable(shown, e);
    }
  }

  /// Puts the new build in the place of the old one.
  public synchronized void commit() {
    try {
      Manifest.of(swap.fresh()).write(swap.fresh());
      swap.run();
    } catch (IOException e) {
      throw unwritable(shown, e);
    }
  }

  /// Drops the new build unless it was committed.
  @Override
  public void close() {
    drop();
    try {
      Runtime.getRuntime().removeShutdownHook(guard);
    } catch (IllegalStateException goingDown) {
      // The guard does no more than what was done here.
    }
  }

  private synchronized void drop() {
    if (finished) {
      return;
    }
    finished = true;
    try {
      swap.recover();
      Swap.deleteTree(swap.fresh());
      Files.deleteIfExists(swap.lock());
      lock.close();
    } catch (IOException left) {
      // What is left beside the target is cleared away at the next start.
    }
  }

  private static FileChannel lock(Path folder, Swap swap) throws IOException {
    FileChannel channel =
        FileChannel.open(swap.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      Optional<FileLock> held = Optional.ofNullable(channel.tryLock());
      if (held.isPresent()) {
        return channel;
      }
    } catch (OverlappingFileLockException held) {
      // By another thread of this process, which is as good as another process.
    }
    channel.close();
    throw new CompileException(
        OutputCode.UNWRITABLE.at(folder, "another vitcc is writing to this folder"));
  }

  private void requireOurs() {
    Path target = swap.target();
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new CompileException(
          OutputCode.UNWRITABLE.at(shown, "is a file, expected a folder or nothing"));
    }
    if (!Swap.isEmpty(target) && Manifest.read(target).isEmpty()) {
      throw new CompileException(
          OutputCode.NOT_OURS
              .at(shown, "the folder has files but no manifest.json of vitcc; nothing is touched")
              .withHint("name another folder, or an empty one"));
    }
  }

  static CompileException unwritable(Path folder, IOException e) {
    String reason = Optional.ofNullable(e.getMessage()).orElse("");
    String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    return new CompileException(
        OutputCode.UNWRITABLE.at(folder, "can't be written: " + reason + " (" + kind + ")"));
  }
}
