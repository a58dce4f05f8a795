package dev.vitcc.integration.architecture.wrong.passes;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Breaks the rules for classes and behaviour.
public class BaseUtils {
  static final int[] TABLE = {1, 2, 3};

  /// Breaks "no setters" and "Optional is a return type".
  public void setName(Optional<String> name) {}

  static void misbehave(Path path) {
    Map<String, Long> unordered = new HashMap<>();
    unordered.put("now", System.currentTimeMillis());
    System.out.println(unordered.toString() + Files.exists(path));
    ServiceLoader.load(Method.class);
  }

  /// Breaks "no inheritance".
  static final class Heir extends BaseUtils {}
}
