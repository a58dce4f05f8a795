package dev.vitcc.frontend;

import dev.vitcc.ir.Graph;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.request.CompileRequest;
import java.util.List;

/// A `.vit` file that is right: its graph of real numbers, and what it asks for.
///
/// @param name of the model
/// @param graph repeats and blocks written out; parameters have canonical (timm) names as keys
/// @param request the clauses, with defaults filled in
/// @param warnings what is odd, but not wrong
public record SourceModel(
    String name, Graph graph, CompileRequest request, List<Diagnostic> warnings) {
  public SourceModel {
    warnings = List.copyOf(warnings);
  }
}
