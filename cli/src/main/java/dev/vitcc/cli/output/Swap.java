package dev.vitcc.cli.output;

import java.io.IOException;
import java.nio.file.FileSystemException;
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

/// Replaces a folder by a new one beside it, and keeps the files that are not vitcc's.
///
/// Two renames: target → old, fresh → target; then files of the old folder that are not in its
/// manifest move over, and the old folder goes. Whatever moment a kill chooses, what exists tells
/// how far it came: without a target, the old one goes back; with one, the rest of the swap is
/// done.
///
/// @param target the folder to replace
/// @param fresh where the new one grows
/// @param old where the replaced one waits
/// @param lock file that is held while one is made
record Swap(Path target, Path fresh, Path old, Path lock) {

  /// The places that belong to a folder; of a link, to what it points to.
  static Swap of(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    Path target = Files.isSymbolicLink(absolute) ? absolute.toRealPath() : absolute;
    if (target.getParent() == null) {
      throw new FileSystemException(folder.toString(), null, "the root of the file system");
    }
    return new Swap(target, beside(target, "new"), beside(target, "old"), beside(target, "lock"));
  }

  private static Path beside(Path target, String what) {
    return target.resolveSibling("." + target.getFileName() + ".vitcc-" + what);
  }

  void run() throws IOException {
    if (exists(target)) {
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    recover();
  }

  /// Finishes or undoes a swap that was cut off; does nothing if none was.
  void recover() throws IOException {
    if (!exists(old)) {
      return;
    }
    if (exists(target)) {
      keepForeign();
      deleteTree(old);
    } else {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Moves what vitcc did not write from the old folder to the new one.
  private void keepForeign() throws IOException {
    Optional<Manifest> manifest = Manifest.read(old);
    Set<String> foreign = new TreeSet<>(Manifest.filesIn(old));
    foreign.remove(Manifest.FILE);
    manifest.ifPresent(written -> foreign.removeAll(written.files()));
    for (String file : foreign) {
      // Where the new build has a file of that name too, the foreign one steps aside.
      Path to = target.resolve(file);
      while (exists(to)) {
        to = to.resolveSibling(to.getFileName() + ".kept");
      }
      Files.createDirectories(to.getParent());
      Files.move(old.resolve(file), to, StandardCopyOption.ATOMIC_MOVE);
    }
    keepEmptyFolders(manifest.map(Manifest::files).orElse(Set.of()));
  }

  /// Empty folders that never held a file of vitcc's are somebody's too.
  private void keepEmptyFolders(Set<String> written) throws IOException {
    List<Path> folders;
    try (Stream<Path> paths = Files.walk(old)) {
      folders = paths.filter(path -> Files.isDirectory(path) && isEmpty(path)).toList();
    }
    for (Path folder : folders) {
      String name = old.relativize(folder).toString();
      if (written.stream().noneMatch(file -> file.startsWith(name + "/"))) {
        Files.createDirectories(target.resolve(name));
      }
    }
  }

  static boolean isEmpty(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /// The manifest goes last: as long as there is anything of vitcc's, it says so.
  static void deleteTree(Path root) throws IOException {
    if (!exists(root)) {
      return;
    }
    Path manifest = root.resolve(Manifest.FILE);
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      if (!path.equals(manifest) && !path.equals(root)) {
        Files.deleteIfExists(path);
      }
    }
    Files.deleteIfExists(manifest);
    Files.deleteIfExists(root);
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
