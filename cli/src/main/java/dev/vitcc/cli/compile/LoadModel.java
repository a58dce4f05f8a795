package dev.vitcc.cli.compile;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.WeightsClause;
import dev.vitcc.models.ModelsCode;
import dev.vitcc.models.weights.Checkpoint;
import dev.vitcc.models.weights.Naming;
import dev.vitcc.models.weights.ParameterShape;
import dev.vitcc.models.weights.RandomWeights;
import dev.vitcc.models.weights.WeightBinding;
import dev.vitcc.models.weights.WeightSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads a `.vit` file and binds its weights.
public final class LoadModel {
  private final Diagnostics diagnostics;

  /// @param diagnostics takes warnings
  public LoadModel(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// @param overrides what the command line changes in the request
  /// @throws CompileException with everything that is wrong
  public LoadedModel run(Path file, UnaryOperator<CompileRequest> overrides) {
    SourceModel source = new VitFrontend().parse(file.toString(), read(file));
    source.warnings().forEach(diagnostics::add);
    CompileRequest request = overrides.apply(source.request());
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    WeightSource weights = weights(request.weights(), parameters(source.graph()), folder);
    Model model = new Model(source.graph(), weights.asParameters());
    return new LoadedModel(source, request, model, folder);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CompileException(
          ModelsCode.FILE_UNREADABLE.in(file.toString(), "can't be read: " + e.getMessage()));
    }
  }

  /// Every parameter once, however often the graph uses it.
  private static List<ParameterShape> parameters(Graph graph) {
    LinkedHashMap<String, ParameterShape> shapes = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Parameter parameter) {
        shapes.putIfAbsent(parameter.key(), ParameterShape.of(parameter));
      }
    }
    return List.copyOf(shapes.values());
  }

  private WeightSource weights(
      WeightsClause clause, List<ParameterShape> parameters, Path folder) {
    return switch (clause.source()) {
      case WeightsClause.Random random -> RandomWeights.of(random.seed(), parameters);
      case WeightsClause.Files files -> {
        Path[] paths = files.paths().stream().map(folder::resolve).toArray(Path[]::new);
        yield WeightBinding.bind(
            parameters,
            new WeightBinding.Clause(
                Checkpoint.open(paths), naming(files.naming()), clause.location()),
            diagnostics);
      }
    };
  }

  private static Naming naming(WeightsClause.Naming naming) {
    return switch (naming) {
      case WeightsClause.Timm timm -> new Naming.Timm();
      case WeightsClause.HuggingFace huggingFace -> new Naming.HuggingFace();
      case WeightsClause.Explicit explicit ->
          new Naming.Explicit(new LinkedHashMap<>(explicit.storedByCanonical()));
    };
  }
}
