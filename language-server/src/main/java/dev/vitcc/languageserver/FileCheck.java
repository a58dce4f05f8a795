package dev.vitcc.languageserver;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.ir.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/// Looks at the files that a model names.
public interface FileCheck {
  /// What is wrong with them, or missing.
  ///
  /// @param folder that paths of the model are relative to
  List<Diagnostic> check(SourceModel model, Path folder);
}
