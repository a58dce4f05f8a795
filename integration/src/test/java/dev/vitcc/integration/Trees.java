package dev.vitcc.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Folders with all that is in them.
final class Trees {
  private Trees() {}

  /// The content of every file below a folder, a character for each byte, by relative path.
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      contents.put(
          folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  /// @return the copy
  static Path copy(Path folder, Path copy) throws IOException {
    for (Path file : files(folder)) {
      Path target = copy.resolve(folder.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return copy;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
