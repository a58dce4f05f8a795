package dev.vitcc.frontend.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The words that may stand as the value of an argument, as `gelu` in `activation = gelu`.
final class Words {
  static final List<String> ACTIVATIONS = List.of("gelu");
  static final List<String> DISTRIBUTIONS = List.of("normal", "uniform");
  static final List<String> INTERPOLATIONS = List.of("nearest", "bilinear", "bicubic");
  static final List<String> TRUTH = List.of("true", "false");

  private static final List<String> ALL =
      Stream.of(ACTIVATIONS, DISTRIBUTIONS, INTERPOLATIONS, TRUTH).flatMap(List::stream).toList();

  private Words() {}

  static boolean isWord(String text) {
    return ALL.contains(text);
  }

  static Set<String> all() {
    return new TreeSet<>(ALL);
  }
}
