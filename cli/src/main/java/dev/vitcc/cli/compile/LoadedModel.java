package dev.vitcc.cli.compile;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.CompileRequest;
import java.nio.file.Path;

/// A model as the user wrote it, with its weights.
///
/// @param request what the file asks for, command-line options applied
/// @param folder that paths of the model are relative to
public record LoadedModel(SourceModel source, CompileRequest request, Model model, Path folder) {
  /// A path that the model names.
  public Path resolve(String path) {
    return folder.resolve(path);
  }
}
