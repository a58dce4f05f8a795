package dev.vitcc.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every file that vitcc wrote into a folder, with its hash.
///
/// @param hashes SHA-256 by path relative to the folder, with `/` between names
public record Manifest(SortedMap<String, String> hashes) {
  public static final String FILE = "manifest.json";
  private static final String SCHEMA = "vitcc.manifest/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public Manifest {
    hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
  }

  /// Of all files in a folder but the manifest itself.
  static Manifest of(Path folder) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    for (String file : filesIn(folder)) {
      if (!file.equals(FILE)) {
        hashes.put(file, hash(folder.resolve(file)));
      }
    }
    return new Manifest(hashes);
  }

  /// The manifest of a folder; empty if it has none that can be read as one.
  static Optional<Manifest> read(Path folder) {
    return ofFile(folder.resolve(FILE));
  }

  /// The manifest in a file, which may be a copy of another build's.
  public static Optional<Manifest> ofFile(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (!SCHEMA.equals(root.path("schema").asString(""))) {
        return Optional.empty();
      }
      SortedMap<String, String> hashes = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : root.path("files").properties()) {
        hashes.put(entry.getKey(), entry.getValue().asString(""));
      }
      return Optional.of(new Manifest(hashes));
    } catch (IOException | JacksonException absent) {
      return Optional.empty();
    }
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), text());
  }

  /// This manifest after one file of the folder was written anew.
  Manifest with(String file, Path folder) throws IOException {
    SortedMap<String, String> more = new TreeMap<>(hashes);
    more.put(file, hash(folder.resolve(file)));
    return new Manifest(more);
  }

  /// Whether a file of the folder is as it was written.
  boolean holds(String file, Path folder) throws IOException {
    return hash(folder.resolve(file)).equals(hashes.get(file));
  }

  /// Whether all files whose names match are the same in the other one.
  public boolean agreesOn(Predicate<String> names, Manifest other) {
    return matching(names).equals(other.matching(names));
  }

  private SortedMap<String, String> matching(Predicate<String> names) {
    SortedMap<String, String> found = new TreeMap<>(hashes);
    found.keySet().removeIf(names.negate());
    return found;
  }

  String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", SCHEMA);
    ObjectNode files = root.putObject("files");
    hashes.forEach(files::put);
    return JsonText.print(root);
  }

  Set<String> files() {
    return hashes.keySet();
  }

  /// The regular files below a folder, sorted.
  static Set<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return new TreeSet<>(
          paths
              .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .map(path -> folder.relativize(path).toString().replace('\\', '/'))
              .toList());
    }
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
