package dev.vitcc.cli.diagnostics;

import dev.vitcc.ir.diagnostic.SourceLocation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A place in a file in the words of SARIF: a relative URI, lines and columns from 1, the end
/// column one past the last.
///
/// @param uri relative to the folder that vitcc runs in, in which a repository's root is expected
record SarifPlace(String uri, SourceLocation where) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The place; empty if the location is an option, or nowhere.
  static Optional<SarifPlace> of(SourceLocation where) {
    if (where.file().isEmpty() || where.file().startsWith("--")) {
      return Optional.empty();
    }
    try {
      Path here = Path.of("").toAbsolutePath();
      Path file = here.resolve(where.file()).normalize();
      return Optional.of(new SarifPlace(uri(here.relativize(file)), where));
    } catch (InvalidPathException noFile) {
      return Optional.empty();
    } catch (IllegalArgumentException onAnotherDrive) {
      return Optional.empty();
    }
  }

  private static String uri(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
        .map(part -> part.replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  ObjectNode artifact() {
    return JSON.createObjectNode().put("uri", uri).put("uriBaseId", "%SRCROOT%");
  }

  /// The span; of a file as a whole the first line, as services that show results want one.
  ObjectNode region() {
    ObjectNode region = JSON.createObjectNode().put("startLine", Math.max(1, where.line()));
    if (where.hasPosition()) {
      region.put("startColumn", where.column()).put("endLine", where.line());
      region.put("endColumn", where.column() + where.length());
    }
    return region;
  }
}
