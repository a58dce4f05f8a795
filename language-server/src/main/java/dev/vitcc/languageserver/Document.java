package dev.vitcc.languageserver;

import dev.vitcc.languageserver.answer.Analysis;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/// One version of a text in the editor, which may differ from the file on disk, or have none.
///
/// @param version as the editor counts
/// @param arrival no two texts have the same
record Document(String uri, int version, int arrival, Analysis analysis) {

  static Document of(String uri, int version, int arrival, String text) {
    String name = path(uri).map(Path::toString).orElse(uri);
    return new Document(uri, version, arrival, Analysis.of(name, text));
  }

  /// The folder of the file; empty if it is in none, such as a text that was never saved.
  Optional<Path> folder() {
    return path(uri).map(Path::getParent);
  }

  private static Optional<Path> path(String uri) {
    try {
      URI parsed = new URI(uri);
      return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
