package dev.vitcc.cli.output;

import dev.vitcc.ir.diagnostic.CompileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One output folder being made: files go beside the target, which a swap then replaces.
///
/// The swap renames: target → old, new → target; then files of the old folder that are not in its
/// manifest move over, and the old folder goes. Whatever moment a kill chooses, the next start knows
/// from what exists how far it came: without a target, the old one goes back; with one, the rest of
/// the swap is done.
public final class BuildFolder implements AutoCloseable {
  private final Path target;
  private final Path fresh;
  private final Path old;
  private boolean committed;

  private BuildFolder(Path target) {
    this.target = target;
    this.fresh = beside(target, "new");
    this.old = beside(target, "old");
  }

  /// Starts a build, after finishing or undoing a swap that was cut off.
  ///
  /// @throws CompileException if the folder is not vitcc's or can't be written
  public static BuildFolder open(Path folder) {
    BuildFolder build = new BuildFolder(folder.toAbsolutePath().normalize());
    try {
      build.recover();
      build.requireOurs();
      Files.createDirectories(build.target.getParent());
      deleteTree(build.fresh);
      Files.createDirectory(build.fresh);
      return build;
    } catch (IOException e) {
      throw build.unwritable(e);
    }
  }

  /// Writes a file of the new build.
  public void write(String path, byte[] content) {
    try {
      Path file = fresh.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  public void write(String path, String content) {
    write(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /// The path of a file of the new build, for those who write it themselves.
  public Path file(String path) {
    try {
      Path file = fresh.resolve(path);
      Files.createDirectories(file.getParent());
      return file;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// The folder in which the new build grows.
  public Path root() {
    return fresh;
  }

  /// Puts the new build in the place of the old one.
  public void commit() {
    try {
      Manifest.of(fresh).write(fresh);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      keepForeign();
      committed = true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Drops the new build unless it was committed.
  @Override
  public void close() {
    if (!committed) {
      try {
        recover();
        deleteTree(fresh);
      } catch (IOException left) {
        // What is left beside the target is cleared away at the next start.
        return;
      }
    }
  }

  private void recover() throws IOException {
    if (!Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      keepForeign();
    } else {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Moves what vitcc did not write from the old folder to the new one, then drops the old one.
  private void keepForeign() throws IOException {
    if (!Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Set<String> foreign = new TreeSet<>(Manifest.filesIn(old));
    foreign.remove(Manifest.FILE);
    Manifest.read(old).ifPresent(manifest -> foreign.removeAll(manifest.files()));
    for (String file : foreign) {
      // Where the new build has a file of that name too, the foreign one steps aside.
      Path to = target.resolve(file);
      while (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        to = to.resolveSibling(to.getFileName() + ".kept");
      }
      Files.createDirectories(to.getParent());
      Files.move(old.resolve(file), to, StandardCopyOption.ATOMIC_MOVE);
    }
    keepEmptyFolders();
    deleteTree(old);
  }

  private void keepEmptyFolders() throws IOException {
    List<Path> folders;
    try (Stream<Path> paths = Files.walk(old)) {
      folders = paths.filter(path -> Files.isDirectory(path) && isEmpty(path)).toList();
    }
    Set<String> written = Manifest.read(old).map(Manifest::files).orElse(Set.of());
    for (Path folder : folders) {
      String name = old.relativize(folder).toString();
      if (written.stream().noneMatch(file -> file.startsWith(name + "/"))) {
        Files.createDirectories(target.resolve(name));
      }
    }
  }

  private void requireOurs() throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new CompileException(
          OutputCode.UNWRITABLE.at(target, "is a file, expected a folder or nothing"));
    }
    if (!isEmpty(target) && Manifest.read(target).isEmpty()) {
      throw new CompileException(
          OutputCode.NOT_OURS
              .at(target, "the folder has files but no manifest.json of vitcc; nothing is touched")
              .withHint("name another folder, or an empty one"));
    }
  }

  private CompileException unwritable(IOException e) {
    String reason =
        Optional.ofNullable(e.getMessage()).orElse("") + " (" + e.getClass().getSimpleName() + ")";
    return new CompileException(OutputCode.UNWRITABLE.at(target, "can't be written: " + reason));
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static Path beside(Path target, String what) {
    return target.resolveSibling("." + target.getFileName() + ".vitcc-" + what);
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
