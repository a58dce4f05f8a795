package dev.vitcc.testbenches.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A text that saves work, in a file of a cache, behind a line with its hash.
///
/// What can't be read, or was changed by anybody, is as good as not there; what can't be written is
/// made again another time.
///
/// @param file may be deleted at any time
public record KeptText(Path file) {

  /// The text, if it is there as it was kept.
  public Optional<String> find() {
    try {
      String[] parts = Files.readString(file).split("\n", 2);
      return parts.length == 2 && parts[0].equals(hash(parts[1]))
          ? Optional.of(parts[1])
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Puts a text in its place whole, or not at all.
  public void keep(String text) {
    try {
      Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, "", ".new");
      Files.writeString(written, hash(text) + "\n" + text);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return; // it is made again
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
