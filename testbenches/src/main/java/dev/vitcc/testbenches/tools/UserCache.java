package dev.vitcc.testbenches.tools;

import java.nio.file.Path;
import java.util.Optional;

/// Where vitcc keeps what can be made again.
public final class UserCache {
  private UserCache() {}

  /// `$XDG_CACHE_HOME/vitcc`, or `~/.cache/vitcc`.
  public static Path folder() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("vitcc");
  }
}
