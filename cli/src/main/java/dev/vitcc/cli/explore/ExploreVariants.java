package dev.vitcc.cli.explore;

import dev.vitcc.cli.UsageException;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.ModelText;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostic;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.passes.approximate.Approximations;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.tile.EngineChoice;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Estimates many models that differ in their constants, without their weights.
public final class ExploreVariants {
  private final ModelText text;
  private final UnaryOperator<CompileRequest> asked;
  private final PassContext context;

  /// @param asked what the command line changes in the request
  public ExploreVariants(ModelText text, UnaryOperator<CompileRequest> asked, PassContext context) {
    this.text = text;
    this.asked = asked;
    this.context = context;
  }

  /// The text of a model, to be read with other constants again and again.
  ///
  /// @throws UsageException if a constant is varied that it doesn't have
  public static ModelText read(Path model, List<Variation> variations) {
    ModelText text = ModelText.read(model);
    List<String> constants = text.constants();
    for (Variation variation : variations) {
      if (!constants.contains(variation.constant())) {
        throw new UsageException(
            "--vary: the model has no constant '" + variation.constant() + "'",
            constants.isEmpty()
                ? "give a number a name first, as in `const dim = 192;`"
                : "its constants are " + String.join(", ", constants));
      }
    }
    return text;
  }

  /// All candidates on all boards, in their order, each handed on as soon as those before it are.
  ///
  /// @param boards none for the model's
  public void run(List<Variation> variations, List<Board> boards, Consumer<Candidate> taker) {
    Variation.all(variations).parallelStream()
        .map(constants -> candidates(constants, boards))
        .forEachOrdered(candidates -> candidates.forEach(taker));
  }

  private List<Candidate> candidates(Map<String, String> constants, List<Board> boards) {
    try {
      LoadedModel loaded = text.variant(constants, asked);
      Model integer = ExploreBoards.integer(loaded, loaded.formats(), context.remembering());
      List<Board> on = boards.isEmpty() ? List.of(loaded.board()) : boards;
      return on.stream().map(board -> candidate(constants, loaded, integer, board)).toList();
    } catch (CompileException wrong) {
      return List.of(Candidate.none(constants, "", messages(wrong)));
    }
  }

  private static Candidate candidate(
      Map<String, String> constants, LoadedModel loaded, Model integer, Board board) {
    TargetText target = TargetText.of(loaded, board);
    TileAndUnroll tiling =
        new TileAndUnroll(
            board,
            target.clockMhz(),
            loaded.request().target(),
            Approximations.of(loaded.request().approximate()).evaluated(),
            quiet -> {});
    try {
      EngineChoice choice = tiling.run(integer);
      Point point = Point.of(choice, target.clockMhz(), TileAndUnroll.device(board), target);
      return new Candidate(
          constants,
          board.name(),
          target.clockMhz(),
          TileAndUnroll.macs(integer.graph()),
          parameters(loaded),
          Optional.of(point),
          "");
    } catch (CompileException none) {
      return Candidate.none(constants, board.name(), messages(none));
    }
  }

  private static long parameters(LoadedModel loaded) {
    return loaded.model().graph().nodes().stream()
        .filter(node -> node.op() instanceof Parameter)
        .mapToLong(node -> node.type().size())
        .sum();
  }

  private static String messages(CompileException wrong) {
    return wrong.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; "));
  }
}
