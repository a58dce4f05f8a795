package dev.vitcc.cli.explore;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.TargetClause.Objective;
import dev.vitcc.targets.Board;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What points of frontiers compute: one network for each width of activations, or one for each
/// engine where rows get their formats from it.
///
/// @param engine that is asked for, where that makes a difference
public record Network(int activationBits, Optional<Asked> engine) {
  /// What leads to an engine.
  public record Asked(Board board, double clockMhz, double framesPerSecond) {}

  static Network of(LoadedModel model, Frontier frontier, Board board, Point point) {
    return new Network(
        frontier.activationBits(),
        model.formats().dependsOnEngine()
            ? Optional.of(
                new Asked(board, frontier.clockMhz(), TargetText.rate(point.framesPerSecond())))
            : Optional.empty());
  }

  /// The model that is this network.
  LoadedModel in(LoadedModel model) {
    LoadedModel width = model.ofWidth(activationBits).orElseThrow();
    return engine.map(asked -> aiming(width.on(asked.board()), asked)).orElse(width);
  }

  private static LoadedModel aiming(LoadedModel width, Asked asked) {
    TargetClause said = width.request().target();
    return width.aimingAt(
        said.withClockMhz(new Setting<>(asked.clockMhz(), said.location()))
            .withFrameRate(new Setting<>(asked.framesPerSecond(), said.location()))
            .withObjective(new Setting<>(Objective.SMALLEST, said.location())));
  }

  /// The same as options of a command.
  ///
  /// @param board what a board is called on the command line
  public List<String> words(Function<Board, String> board) {
    List<String> words = new ArrayList<>(List.of("--activations", "" + activationBits));
    engine.ifPresent(
        asked -> {
          words.addAll(List.of("--board", board.apply(asked.board())));
          words.addAll(List.of("--clock", TargetText.number(asked.clockMhz())));
          words.addAll(List.of("--fps", TargetText.number(asked.framesPerSecond())));
          words.addAll(List.of("--objective", Objective.SMALLEST.name().toLowerCase(Locale.ROOT)));
        });
    return words;
  }

  /// What it is called where there are others of the same model.
  public String name() {
    return engine
        .map(
            asked ->
                "%s %s fps %d bits"
                    .formatted(
                        asked.board().name(),
                        TargetText.number(asked.framesPerSecond()),
                        activationBits))
        .orElse(activationBits + " bits");
  }
}
