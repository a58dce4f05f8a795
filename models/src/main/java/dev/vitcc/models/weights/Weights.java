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
import java.util.Optional;
import java.util.stream.Stream;

/// Opens what a weights clause asks for: trained tensors from files, or random ones.
public final class Weights {
  private Weights() {}

  /// The values of a model's parameters, bound and checked, each read when it is asked for.
  ///
  /// @param folder that the paths of the clause are relative to: the model file's
  /// @throws CompileException with everything in `diagnostics` if a file or a tensor doesn't fit
  public static WeightSource open(
      WeightsClause clause, Path folder, Needed needed, Diagnostics diagnostics) {
    return switch (clause.source()) {
      case WeightsClause.Random(long seed, WeightsClause.Distribution distribution) ->
          RandomWeights.of(seed, distribution, needed.all());
      case WeightsClause.Files(List<String> paths, WeightsClause.Naming naming) -> {
        Checkpoint checkpoint = open(paths, folder, clause.location(), diagnostics);
        Naming names = naming(naming);
        yield WeightBinding.bind(
            needed.in(checkpoint, names),
            new WeightBinding.Clause(checkpoint, names, clause.location()),
            diagnostics);
      }
    };
  }

  /// The parameters that a model needs.
  ///
  /// @param graph those that its graph names
  /// @param family what the names of more begin with, whose shapes a file decides
  /// @param usual those of the family where there is no file
  public record Needed(
      List<ParameterShape> graph, Optional<String> family, List<ParameterShape> usual) {
    public Needed {
      graph = List.copyOf(graph);
      usual = List.copyOf(usual);
    }

    /// What a graph names, and no more.
    public static Needed of(List<ParameterShape> graph) {
      return new Needed(graph, Optional.empty(), List.of());
    }

    /// All of them.
    public List<ParameterShape> all() {
      return Stream.concat(graph.stream(), usual.stream()).toList();
    }

    private List<ParameterShape> in(Checkpoint checkpoint, Naming naming) {
      List<ParameterShape> found = new ArrayList<>(graph);
      for (String stored : checkpoint.names()) {
        String name = naming.canonical(stored);
        if (family.filter(name::startsWith).isPresent()) {
          found.add(new ParameterShape(name, extents(checkpoint.find(stored).orElseThrow())));
        }
      }
      return found;
    }

    private static List<Integer> extents(StoredTensor tensor) {
      return tensor.shape().stream().map(Math::toIntExact).toList();
    }
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
