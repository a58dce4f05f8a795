package dev.vitcc.cli.load;

import dev.vitcc.frontend.SourceModel;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.NumberFormat;
import dev.vitcc.ir.request.PruneClause;
import dev.vitcc.ir.request.QuantizeClause;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.format.FormatPlan;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.prune.InsertTokenPruning;
import dev.vitcc.targets.Board;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A model as the user wrote it, with its weights.
///
/// @param request what the file asks for, command-line options applied
/// @param board that it is for
/// @param formats of weights and activations
/// @param folder that paths of the model are relative to
public record LoadedModel(
    SourceModel source,
    CompileRequest request,
    Model model,
    Board board,
    FormatPlan formats,
    Path folder) {
  /// The model with the selectors that its request asks for.
  ///
  /// @throws dev.vitcc.ir.diagnostic.CompileException if they have no place in it
  public Model pruned() {
    return new InsertTokenPruning(request.prune()).run(model, PassContext.quiet());
  }

  /// The same with stages that were chosen.
  public LoadedModel withPruning(PruneClause clause) {
    return with(request.withPrune(clause));
  }

  /// The same with all its tokens.
  public LoadedModel withoutPruning() {
    return with(request.withoutPruning());
  }

  /// The same with all tokens that it leaves open.
  public LoadedModel withTokensSettled() {
    return leavesTokensOpen() ? withoutPruning() : this;
  }

  /// The same with wide rows where the engine may have narrow ones.
  public LoadedModel withoutNarrow() {
    return new LoadedModel(
        source,
        request.withQuantize(request.quantize().withoutNarrow()),
        model,
        board,
        formats.withoutNarrow(),
        folder);
  }

  /// Whether the compiler says how many tokens stay.
  public boolean leavesTokensOpen() {
    return request.prune().filter(PruneClause::isOpen).isPresent();
  }

  /// The same with activations of one width, for each that it allows, the greatest first.
  public List<LoadedModel> ofEachWidth() {
    List<Integer> widths = formats.activationWidths();
    if (widths.size() < 2) {
      return List.of(this);
    }
    return widths.stream()
        .map(
            bits ->
                new LoadedModel(
                    source,
                    request.withQuantize(
                        request.quantize().withActivations(NumberFormat.fixed(bits))),
                    model,
                    board,
                    formats.withActivations(bits),
                    folder))
        .toList();
  }

  /// The same with activations of one of the widths that it allows; empty if it doesn't.
  public Optional<LoadedModel> ofWidth(int bits) {
    return ofEachWidth().stream()
        .filter(one -> one.formats().activationWidths().contains(bits))
        .findFirst();
  }

  /// The same with another target on the same board.
  public LoadedModel aimingAt(TargetClause target) {
    return with(request.withTarget(target));
  }

  /// The same, with a request that changes neither board nor formats.
  public LoadedModel with(CompileRequest other) {
    return new LoadedModel(source, other, model, board, formats, folder);
  }

  /// The same on another board.
  public LoadedModel on(Board other) {
    Setting<TargetClause.Board> named =
        new Setting<>(new TargetClause.Known(other.name()), request.target().board().location());
    return new LoadedModel(
        source,
        request.withTarget(request.target().withBoard(named)),
        model,
        other,
        formats,
        folder);
  }

  /// The same in other formats.
  public LoadedModel in(QuantizeClause clause) {
    return new LoadedModel(
        source, request.withQuantize(clause), model, board, FormatPlan.of(clause), folder);
  }

  /// The images that the model names.
  public LoadImages images() {
    return new LoadImages(request, folder, classes(source.graph()));
  }

  static int classes(Graph graph) {
    return graph.node(graph.outputs().getFirst()).type().dim(-1);
  }
}
