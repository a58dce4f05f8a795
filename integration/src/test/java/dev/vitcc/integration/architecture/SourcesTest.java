package dev.vitcc.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of style that only the sources show.
class SourcesTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void filesAreOfReadableLength() throws IOException {
    assertThat(sourcesWhere(lines -> lines.size() > 400))
        .as("sources of more than 400 lines; each is two ideas")
        .isEmpty();
  }

  @Test
  void everyClassOpensWithSentence() throws IOException {
    assertThat(sourcesWhere(lines -> !opensWithSentence(lines)))
        .as("sources whose class, or package, doesn't open with a /// sentence")
        .isEmpty();
  }

  @Test
  void sentenceIsMissedWhereThereIsNone() {
    assertThat(opensWithSentence(List.of("package a;", "", "final class A {", "  /// Later.")))
        .isFalse();
    assertThat(opensWithSentence(List.of("package a;", "", "/// First.", "final class A {")))
        .isTrue();
    assertThat(opensWithSentence(List.of("/// First.", "package a;"))).isTrue();
  }

  private static boolean opensWithSentence(List<String> lines) {
    return lines.stream()
        .takeWhile(
            line ->
                !line.matches(
                    "(public |final |sealed |non-sealed )*(class|record|interface|enum|@interface) .*"))
        .anyMatch(line -> line.startsWith("///"));
  }

  private static List<String> sourcesWhere(Predicate<List<String>> isWrong) throws IOException {
    var wrong = new ArrayList<String>();
    for (Path source : sources()) {
      if (isWrong.test(Files.readAllLines(source))) {
        wrong.add(ROOT.relativize(source).toString());
      }
    }
    return wrong;
  }

  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder :
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .toList()) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    Collections.sort(sources);
    return sources;
  }
}
