package dev.vitcc.cli.load;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.frontend.VitFrontend;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.ScalesClause;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.models.scales.ScalesFile;
import dev.vitcc.models.weights.ParameterShape;
import dev.vitcc.models.weights.WeightSource;
import dev.vitcc.models.weights.Weights;
import dev.vitcc.passes.PassesCode;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.prune.SelectorTensors;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads a `.vit` file and binds its weights.
public final class LoadModel {
  private final Diagnostics diagnostics;

  /// @param diagnostics takes warnings
  public LoadModel(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// @param overrides what the command line changes in the request
  /// @param images opens the images that will be needed, so that what is wrong with them is said
  ///   along with the rest
  /// @throws CompileException with everything that is wrong
  public LoadedModel run(
      Path file, UnaryOperator<CompileRequest> overrides, Consumer<LoadImages> images) {
    ModelText text = ModelText.read(file);
    SourceModel source = new VitFrontend().parse(text.source());
    source.warnings().forEach(diagnostics::add);
    CompileRequest request = overrides.apply(source.request());
    MemoryNeed.of(source.graph())
        .missing(Runtime.getRuntime().maxMemory(), request.weights().location())
        .ifPresent(
            missing -> {
              throw new CompileException(missing);
            });
    Opened opened = open(source, request, text.folder(), images);
    diagnostics.throwIfErrors();
    Model model = new Model(source.graph(), opened.weights().orElseThrow().asParameters());
    return new LoadedModel(
        source,
        request,
        model,
        opened.board().orElseThrow(),
        opened.formats().orElseThrow(),
        text.folder());
  }

  /// What is wrong with the files that a model names, and missing.
  public static List<Diagnostic> checkFiles(SourceModel source, Path folder) {
    Diagnostics found = new Diagnostics();
    new LoadModel(found).open(source, source.request(), folder, LoadImages::check);
    return found.all();
  }

  /// What a model names; empty what can't be had, which has been said.
  private record Opened(
      Optional<WeightSource> weights, Optional<Board> board, Optional<FormatPlan> formats) {}

  private Opened open(
      SourceModel source, CompileRequest request, Path folder, Consumer<LoadImages> images) {
    Opened opened =
        new Opened(
            attempt(() -> weights(source, request, folder)),
            attempt(() -> board(request.target(), folder)),
            attempt(() -> formats(request, folder)));
    LoadImages named = new LoadImages(request, folder, LoadedModel.classes(source.graph()));
    attempt(
        () -> {
          images.accept(named);
          return named;
        });
    requireFrameRate(request).ifPresent(diagnostics::add);
    return opened;
  }

  /// One of several steps that can be wrong each on its own.
  private <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (CompileException wrong) {
      wrong.diagnostics().forEach(diagnostics::add);
      return Optional.empty();
    }
  }

  private WeightSource weights(SourceModel source, CompileRequest request, Path folder) {
    Diagnostics found = new Diagnostics();
    WeightSource weights =
        Weights.open(request.weights(), folder, needed(source.graph(), request), found);
    found.all().forEach(diagnostics::add);
    return weights;
  }

  static Weights.Needed needed(Graph graph, CompileRequest request) {
    List<ParameterShape> named = ParameterShape.of(graph);
    return request
        .prune()
        .filter(prune -> prune.selector() == PruneClause.Selector.LEARNED)
        .map(
            prune ->
                new Weights.Needed(
                    named, Optional.of(SelectorTensors.PREFIX), SelectorTensors.of(prune, graph)))
        .orElseGet(() -> Weights.Needed.of(named));
  }

  /// How many tokens may go follows from what else is asked for, which the command line may have
  /// given.
  private static Optional<Diagnostic> requireFrameRate(CompileRequest request) {
    return request
        .prune()
        .filter(clause -> clause.isOpen() && !bounds(request.target()))
        .map(
            clause ->
                Diagnostic.error(
                        PassesCode.PRUNING,
                        clause.location(),
                        "prune: auto drops tokens for a frame rate, and none is asked for")
                    .withHint(
                        "target zcu102 { frame_rate >= 60 fps; } or --fps 60; or, for as many frames"
                            + " as accuracy allows, accuracy_drop <= 0.5%"));
  }

  /// Whether something keeps tokens from being dropped down to the last.
  private static boolean bounds(TargetClause target) {
    return switch (target.goal()) {
      case MOST_ACCURATE -> target.isTimed();
      case FASTEST -> target.accuracyDrop().isPresent();
      case SMALLEST -> target.isTimed() && target.accuracyDrop().isPresent();
    };
  }

  private static FormatPlan formats(CompileRequest request, Path folder) {
    FormatPlan plan = FormatPlan.of(request.quantize());
    return request.scales().map(clause -> plan.with(trained(clause, folder))).orElse(plan);
  }

  private static FormatPlan.Trained trained(ScalesClause clause, Path folder) {
    return new FormatPlan.Trained(clause, ScalesFile.read(folder.resolve(clause.path())));
  }

  static Board board(TargetClause target, Path folder) {
    return switch (target.board().value()) {
      case TargetClause.Known known -> Boards.find(known.name(), target.board().location());
      case TargetClause.Described described -> Boards.read(folder.resolve(described.path()));
    };
  }
}
