package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitcc.testbenches.tools.LocalTools;
import java.util.List;

/// Programs that tests need: skipped where they are missing, failed where CI says so.
final class RequiredTools {
  private RequiredTools() {}

  static void require(String... programs) {
    require(List.of(programs));
  }

  static void require(List<String> programs) {
    List<String> missing = LocalTools.missing(programs);
    String message = "not installed: " + String.join(", ", missing);
    if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail(message);
    }
    if (!missing.isEmpty()) {
      System.err.println("skipped, " + message);
    }
    assumeTrue(missing.isEmpty(), message);
  }
}
