package dev.vitcc.models.weights;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.request.WeightsClause;
import dev.vitcc.models.ModelsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Opens what a weights clause asks for: trained tensors from files, or random ones.
public final class Weights {
  private Weights() {}

  /// The values of a model's parameters, bound and checked, each read when it is asked for.
  ///
  /// @param folder that the paths of the clause are relative to: the model file's
  /// @throws CompileException with everything in `diagnostics` if a file or a tensor doesn't fit
  public static WeightSource open(
      WeightsClause clause, Path folder, List<ParameterShape> parameters, Diagnostics diagnostics) {
    return switch (clause.source()) {
      case WeightsClause.Random(long seed, WeightsClause.Distribution distribution) ->
          RandomWeights.of(seed, distribution, parameters);
      case WeightsClause.Files(List<String> paths, WeightsClause.Naming naming) -> {
        Checkpoint checkpoint = open(paths, folder, clause.location(), diagnostics);
        yield WeightBinding.bind(
            parameters,
            new WeightBinding.Clause(checkpoint, naming(naming), clause.location()),
            diagnostics);
      }
    };
  }

  private static Checkpoint open(
      List<String> paths, Path folder, SourceLocation at, Diagnostics diagnostics) {
    List<Safetensors> files = new ArrayList<>();
    for (String path : paths) {
      Path file = folder.resolve(path);
      if (!Files.exists(file)) {
        diagnostics.add(
            Diagnostic.error(
                ModelsCode.FILE_UNREADABLE, at, "there is no file '%s'".formatted(file)));
        continue;
      }
      try {
        files.add(Safetensors.open(file));
      } catch (CompileException e) {
        e.diagnostics().forEach(diagnostics::add);
      }
    }
    diagnostics.throwIfErrors();
    return Checkpoint.of(files);
  }

  private static Naming naming(WeightsClause.Naming naming) {
    return switch (naming) {
      case WeightsClause.Timm() -> new Naming.Timm();
      case WeightsClause.HuggingFace() -> new Naming.HuggingFace();
      case WeightsClause.Explicit explicit ->
          new Naming.Explicit(new LinkedHashMap<>(explicit.storedByCanonical()));
    };
  }
}
