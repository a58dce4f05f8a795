package dev.vitcc.cli.diagnostics;

import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// How what is wrong is told.
public enum DiagnosticsFormat {
  /// To people, line by line as it is found.
  TEXT,
  /// As one document in vitcc's own schema.
  JSON,
  /// As one document of the Static Analysis Results Interchange Format, 2.1.0.
  SARIF;

  /// The format that the name of a file speaks of; text if it speaks of none.
  public static DiagnosticsFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".sarif") || name.endsWith(".sarif.json")) {
      return SARIF;
    }
    return name.endsWith(".json") ? JSON : TEXT;
  }

  /// The document.
  ///
  /// @throws IllegalStateException for text, which is none
  public ObjectNode document(Findings findings) {
    return switch (this) {
      case TEXT -> throw new IllegalStateException("text is no document");
      case JSON -> new JsonDiagnostics(findings).document();
      case SARIF -> new SarifLog(findings).document();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
