package dev.vitcc.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A `.vit` file that says in comments what the front end makes of it.
///
/// - `// EXPECT line` is a line of [ModelDump]; `// EXPECT accepted` says only that nothing is
///   wrong.
/// - `// ERROR line:column CODE message` and `// WARNING …` are all the diagnostics, in order.
/// - `// HINT text` follows the diagnostic that it belongs to.
record TextCase(Path file, String name, String text) {
  private static final Path ROOT = Path.of("src/test/cases");
  private static final Path EXAMPLES = Path.of("../examples");

  static List<TextCase> all() {
    return under(ROOT);
  }

  /// The examples of the project, which must at least parse.
  static List<TextCase> examples() {
    return Files.isDirectory(EXAMPLES) ? under(EXAMPLES) : List.of();
  }

  private static List<TextCase> under(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".vit"))
          .sorted()
          .map(file -> new TextCase(file, root.relativize(file).toString(), read(file)))
          .toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  List<String> expectations() {
    return text.lines().filter(l -> l.startsWith("// EXPECT ")).map(l -> l.substring(10)).toList();
  }

  /// The expected diagnostics with their hints, as [CaseTest] prints those that were found.
  List<String> diagnostics() {
    return text.lines()
        .filter(l -> l.matches("// (ERROR|WARNING|HINT) .*"))
        .map(l -> l.substring(3))
        .toList();
  }
}
