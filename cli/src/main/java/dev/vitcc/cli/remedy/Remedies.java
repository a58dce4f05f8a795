package dev.vitcc.cli.remedy;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.op.PrependTokens;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.tile.TileAndUnroll;
import dev.vitcc.targets.Board;
import dev.vitcc.targets.Boards;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Looks for single changes with which a model that misses its target meets it.
///
/// Of each kind it is the smallest change that is enough, and each is tried before it is named.
public final class Remedies {
  private static final int MOST_PERCENT = 95;
  private static final int PERCENT = 100;
  private static final double FAR = 2;

  private final LoadedModel given;
  private final TryChange trial;
  private final Optional<BigDecimal> nearest;

  /// Frames per second; next to none if they may take any time.
  private final double asked;

  /// @param given a model that was found to miss its target
  /// @param tiling for it
  /// @param trial of changes of it
  public Remedies(LoadedModel given, TileAndUnroll tiling, TryChange trial) {
    this.given = given;
    this.trial = trial;
    this.nearest = trial.unchanged().map(tiling::rate);
    this.asked = tiling.framesPerSecond(tiling.mostCycles());
  }

  /// What is missing, and what would help.
  public Shortfall run() {
    List<Remedy> tried =
        Arrays.stream(Kind.values())
            .parallel()
            .filter(kind -> nearest.isPresent() || canMakeRoom(kind))
            .flatMap(kind -> best(kind).stream())
            .toList();
    boolean isLatency = given.request().target().latencyMs().isPresent();
    return new Shortfall(nearest, isLatency, tried);
  }

  /// The frame rate that the model reaches as it is, if it fits.
  Optional<BigDecimal> nearest() {
    return nearest;
  }

  /// The smallest array has the same multipliers whatever the formats, unless columns are pinned;
  /// and all tokens need room in front of the first stage.
  private boolean canMakeRoom(Kind kind) {
    return switch (kind) {
      case WEIGHTS, ACTIVATIONS -> !given.request().target().engine().isEmpty();
      case TOKENS -> false;
      case BOARD, UTILIZATION, PIN -> true;
    };
  }

  /// Kinds of changes, in the order in which they are named; those that take long are not beside
  /// each other, so that each half takes about as long.
  enum Kind {
    WEIGHTS,
    ACTIVATIONS,
    BOARD,
    TOKENS,
    UTILIZATION,
    PIN
  }

  /// The smallest change of a kind that is enough, or else the one that does most; empty if there
  /// is none that fits.
  Optional<Remedy> best(Kind kind) {
    return switch (kind) {
      case WEIGHTS -> leastOf(changed(LowerPrecision.ofWeights(given), Change.Formats::new));
      case ACTIVATIONS ->
          leastOf(changed(LowerPrecision.ofActivations(given), Change.Formats::new));
      case BOARD -> firstOf(boards());
      case TOKENS -> leastOf(tokens());
      case UTILIZATION -> utilization();
      case PIN -> firstOf(pins());
    };
  }

  private List<Change> tokens() {
    CompileRequest request = given.request();
    if (!request.target().isTimed()) {
      return List.of();
    }
    boolean hasClassToken =
        given.model().graph().nodes().stream().anyMatch(node -> node.op() instanceof PrependTokens);
    return request
        .prune()
        .map(clause -> changed(FewerTokens.of(clause, given.model().graph()), Change.Tokens::new))
        .orElseGet(() -> hasClassToken ? List.of(new Change.AutomaticTokens()) : List.of());
  }

  /// The other boards, those with the fewest lookup tables first.
  private List<Change> boards() {
    return Boards.list().stream()
        .filter(board -> !board.name().equals(given.board().name()))
        .sorted(Comparator.<Board>comparingLong(board -> board.resources().lut()))
        .<Change>map(Change.OnBoard::new)
        .toList();
  }

  /// What the cheapest engine needs that would do with nearly all of the board.
  private Optional<Remedy> utilization() {
    TargetClause target = given.request().target();
    double allowed = target.utilization().map(Setting::value).orElse(0.0);
    if (allowed * PERCENT >= MOST_PERCENT) {
      return Optional.empty();
    }
    Change all = new Change.Utilization(MOST_PERCENT);
    Optional<Remedy> most = trial.run(all);
    return most.filter(remedy -> remedy.isEnough() && !given.leavesTokensOpen())
        .map(remedy -> (int) Math.ceil(trial.leastShare(all) * PERCENT))
        .filter(percent -> percent < MOST_PERCENT)
        .flatMap(percent -> trial.run(new Change.Utilization(percent)))
        .filter(Remedy::isEnough)
        .or(() -> most);
  }

  private List<Change> pins() {
    return given.request().target().engine().entrySet().stream()
        .<Change>map(pin -> new Change.Unpinned(pin.getKey(), pin.getValue().value()))
        .toList();
  }

  private static <T> List<Change> changed(List<T> clauses, Function<T, Change> change) {
    return clauses.stream().map(change).toList();
  }

  /// The first change that is enough, or else the fastest.
  private Optional<Remedy> firstOf(List<Change> changes) {
    List<Remedy> tried = new ArrayList<>();
    for (Change change : changes) {
      Optional<Remedy> remedy = trial.run(change);
      if (remedy.filter(Remedy::isEnough).isPresent()) {
        return remedy;
      }
      remedy.ifPresent(tried::add);
    }
    return tried.stream().max(Comparator.comparing(Remedy::fps));
  }

  /// The same where each change does at least as much as those before it.
  private Optional<Remedy> leastOf(List<Change> changes) {
    if (changes.isEmpty() || !isFar()) {
      return bisected(changes, Optional.empty());
    }
    Optional<Remedy> last = trial.run(changes.getLast());
    return last.filter(Remedy::isEnough).isPresent()
        ? bisected(changes.subList(0, changes.size() - 1), last)
        : last;
  }

  /// Whether so much is missing that only the last of several changes may be enough, if any.
  private boolean isFar() {
    return nearest.filter(fps -> fps.doubleValue() * FAR < asked).isPresent();
  }

  /// @param known change that is enough, beyond all of these
  private Optional<Remedy> bisected(List<Change> changes, Optional<Remedy> known) {
    Optional<Remedy> best = known;
    int least = 0;
    int most = changes.size();
    while (least < most) {
      int middle = (least + most) / 2;
      Optional<Remedy> remedy = trial.run(changes.get(middle));
      boolean isEnough = remedy.filter(Remedy::isEnough).isPresent();
      if (isEnough) {
        best = remedy;
        most = middle;
      } else {
        Optional<Remedy> before = best;
        best = best.filter(Remedy::isEnough).or(() -> remedy).or(() -> before);
        least = middle + 1;
      }
    }
    return best;
  }
}
