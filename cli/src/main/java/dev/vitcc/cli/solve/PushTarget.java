package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.ir.request.TargetClause.Objective;
import java.util.Optional;
import java.util.function.Function;

/// Finds the fastest or the smallest design that keeps the accuracy, where what is open of a model
/// can be given up little by little.
///
/// For each frame rate, or each share of the board, there is a design that loses the least. A rate
/// that is a quarter higher is asked for again and again until accuracy or board don't allow it,
/// and then one between that and the best, until two hundredths are between them.
final class PushTarget {
  private static final double STEP = 1.25;
  private static final double NEAR = 1.02;
  private static final int MOST_TRIES = 16;

  private final LoadedModel given;
  private final TargetClause target;
  private final Function<LoadedModel, Optional<Solution>> solve;
  private final Function<Solution, Optional<Solution>> keeping;

  /// @param given a model with one width of activations
  /// @param solve the best design for a model; nothing if none is possible
  /// @param keeping the design, if it keeps the accuracy
  PushTarget(
      LoadedModel given,
      Function<LoadedModel, Optional<Solution>> solve,
      Function<Solution, Optional<Solution>> keeping) {
    this.given = given;
    this.target = given.request().target();
    this.solve = solve;
    this.keeping = keeping;
  }

  /// Nothing if not even the design that gives up nothing keeps the accuracy.
  Optional<Solution> run() {
    return from(first());
  }

  /// Nothing if none is better than another that is known.
  Optional<Solution> beating(Solution known) {
    return from(asking(NEAR * hardness(known)));
  }

  private Optional<Solution> from(LoadedModel first) {
    Optional<Solution> best = kept(first);
    double low = best.map(this::hardness).orElse(0.0);
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_TRIES && best.isPresent() && high / low > NEAR; i++) {
      double next = Double.isInfinite(high) ? low * STEP : Math.sqrt(low * high);
      Optional<Solution> harder = kept(asking(next));
      if (harder.isPresent()) {
        best = harder;
        low = Math.max(next, hardness(harder.get()));
      } else {
        high = next;
      }
    }
    return best;
  }

  private Optional<Solution> kept(LoadedModel model) {
    return solve.apply(model).flatMap(keeping);
  }

  private boolean isForSpeed() {
    return target.goal() == Objective.FASTEST;
  }

  private double hardness(Solution solution) {
    Placement placement = solution.placement();
    return isForSpeed() ? placement.fps() : 1 / placement.share();
  }

  /// The design that gives up as little as the target allows.
  private LoadedModel first() {
    return isForSpeed() && !target.isTimed()
        ? given.withTokensSettled().withoutNarrow().aimingAt(target.fastest())
        : given.aimingAt(target.withObjective(setting(Objective.MOST_ACCURATE)));
  }

  private LoadedModel asking(double hardness) {
    TargetClause careful = target.withObjective(setting(Objective.MOST_ACCURATE));
    return given.aimingAt(
        isForSpeed()
            ? careful.withFrameRate(setting(hardness))
            : careful.withUtilization(setting(1 / hardness)));
  }

  private <T> Setting<T> setting(T value) {
    return new Setting<>(value, target.location());
  }
}
