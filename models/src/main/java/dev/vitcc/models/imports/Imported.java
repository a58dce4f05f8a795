package dev.vitcc.models.imports;

import java.nio.file.Path;
import java.util.List;

/// A model as it is to be written.
///
/// @param text of the .vit file
/// @param companions files that it names and that don't exist yet
public record Imported(String text, List<Companion> companions) {
  public Imported {
    companions = List.copyOf(companions);
  }

  /// A file beside the model.
  ///
  /// @param write writes it as a whole or not at all
  public record Companion(Path path, Runnable write) {}
}
