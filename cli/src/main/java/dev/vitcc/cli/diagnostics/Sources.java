package dev.vitcc.cli.diagnostics;

import dev.vitcc.frontend.SourceText;
import dev.vitcc.ir.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads the texts that diagnostics point into.
public final class Sources {
  private Sources() {}

  /// The texts, as far as they can still be read.
  public static List<SourceText> of(List<Diagnostic> diagnostics) {
    Set<String> files = new LinkedHashSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.location().hasPosition()) {
        files.add(diagnostic.location().file());
      }
    }
    List<SourceText> sources = new ArrayList<>();
    for (String file : files) {
      try {
        sources.add(SourceText.of(file, Files.readString(Path.of(file))));
      } catch (IOException | InvalidPathException unreadable) {
        continue; // the message stands without the line
      }
    }
    return sources;
  }
}
