package dev.vitcc.languageserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The `.vit` files of the project.
public final class Examples {
  private Examples() {}

  /// The examples for users.
  public static List<Path> examples() {
    return under(Path.of("../examples"));
  }

  /// The small files that hold the compiler to its rules, mistakes included.
  public static List<Path> cases() {
    return under(Path.of("../frontend/src/test/cases"));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> under(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".vit")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
