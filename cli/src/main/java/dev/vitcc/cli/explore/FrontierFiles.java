package dev.vitcc.cli.explore;

import dev.vitcc.cli.Vitcc;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.text.GraphPrinter;
import dev.vitcc.targets.Board;
import dev.vitcc.testbenches.tools.KeptText;
import dev.vitcc.testbenches.tools.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps frontiers in a folder, one a file, so that a search that was interrupted goes on where it
/// was; when all is found they are dropped.
///
/// A cache that can't be read or written is none: the search goes on without.
///
/// @param folder made when something is kept; may be deleted at any time
public record FrontierFiles(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The cache of this user.
  public static FrontierFiles ofUser() {
    return new FrontierFiles(UserCache.folder().resolve("frontiers"));
  }

  /// What a frontier depends on.
  ///
  /// @param asked what else is asked for
  static String key(Graph integer, Board board, String... asked) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List.of(
              Vitcc.VERSION,
              GraphPrinter.print(integer),
              board.toString(),
              String.join("\n", asked))
          .forEach(part -> digest.update((part + "\0").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<Frontier> find(String key) {
    return new KeptText(file(key)).find().flatMap(FrontierFiles::frontier);
  }

  private static Optional<Frontier> frontier(String text) {
    try {
      return Optional.of(JSON.readValue(text, Frontier.class));
    } catch (JacksonException older) {
      return Optional.empty();
    }
  }

  void keep(String key, Frontier frontier) {
    new KeptText(file(key)).keep(JSON.writeValueAsString(frontier));
  }

  void drop(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      return; // it is right as long as this vitcc is in use
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}
