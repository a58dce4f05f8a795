package dev.vitcc.cli.solve;

import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.passes.tile.TileAndUnroll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Makes one decision of all that a model leaves open: the width of activations, tokens, shares of
/// rows and the engine.
///
/// Widths are tried one after the other; of what is open beside them more is given up step by step,
/// as far as the bound on accuracy allows.
public final class MeetTarget {
  /// A design this much better than another is worth narrower codes.
  private static final double BETTER = 0.999;

  private final Solve solve;
  private final LoadedModel given;
  private final TargetClause target;
  private final Optional<MeasureDrop> measure;
  private final TriedDesigns tried = new TriedDesigns();

  public MeetTarget(Solve solve, LoadedModel given) {
    this.solve = solve;
    this.given = given;
    this.target = given.request().target();
    this.measure =
        target.accuracyDrop().map(_ -> new MeasureDrop(given, solve.context().progress()));
  }

  /// @throws CompileException if no engine fits, none is fast enough, or none of those keeps the
  ///   accuracy
  public Solution run() {
    Solution solution =
        switch (target.goal()) {
          case MOST_ACCURATE -> mostAccurate();
          case FASTEST -> best(Placement::cycles);
          case SMALLEST -> best(Placement::share);
        };
    return solution.with(tried.widths(solution)).aimedAt(target);
  }

  /// The widest that is fast enough with all its tokens; where tokens are open, what of this and of
  /// wider ones without some of them loses the least. Narrower codes that are no faster gain
  /// nothing.
  private Solution mostAccurate() {
    List<Solution> found = new ArrayList<>();
    long least = Long.MAX_VALUE;
    for (LoadedModel width : given.ofEachWidth()) {
      boolean isEnough = found.stream().anyMatch(Solution::hasAllTokens);
      if (isEnough && !target.isTimed()) {
        break;
      }
      Optional<Attempt> alone = alone(width);
      long cycles = alone.map(attempt -> attempt.choice().cycles()).orElse(Long.MAX_VALUE);
      TileAndUnroll tiling = solve.tiling(width);
      if (alone.isPresent() && (tiling.isFastEnough(cycles) || cycles < BETTER * least)) {
        solved(width, alone.get())
            .filter(_ -> !isEnough) // one step below the choice shows what it would cost
            .ifPresent(found::add);
      } else {
        alone.ifPresent(slow -> tried.slow(width, tiling, new TooSlow(slow.choice(), "")));
      }
      if (isEnough) {
        break;
      }
      least = Math.min(least, cycles);
    }
    List<Solution> ranked = new RankByLoss(given, solve.context().progress()).run(found, tried);
    return ranked.stream()
        .map(this::measured)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(this::missed);
  }

  private Solution best(ToDoubleFunction<Placement> cost) {
    List<Solution> found = new ArrayList<>();
    for (LoadedModel width : given.ofEachWidth()) {
      double least =
          found.isEmpty() ? Double.MAX_VALUE : cost.applyAsDouble(found.getLast().placement());
      Predicate<Solution> isBetter = next -> cost.applyAsDouble(next.placement()) < BETTER * least;
      Optional<Solution> next =
          measure.isPresent() && (width.leavesTokensOpen() || width.formats().dependsOnEngine())
              ? pushed(width, found).filter(isBetter)
              : solved(width).filter(isBetter).flatMap(this::measured);
      next.ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw missed();
    }
    return found.getLast();
  }

  /// As far as accuracy allows.
  private Optional<Solution> pushed(LoadedModel width, List<Solution> found) {
    PushTarget push = new PushTarget(width, this::solved, this::measured);
    Optional<Solution> pushed = found.isEmpty() ? push.run() : push.beating(found.getLast());
    pushed.ifPresent(tried::found); // and not what was asked for last
    return pushed;
  }

  /// Nothing if no engine fits or is fast enough, which is noted.
  private Optional<Solution> solved(LoadedModel width) {
    return alone(width).flatMap(alone -> solved(width, alone));
  }

  private Optional<Solution> solved(LoadedModel width, Attempt alone) {
    return switch (solve.run(width, alone)) {
      case Solution solution -> {
        tried.found(solution);
        yield Optional.of(solution);
      }
      case TooSlow slow -> {
        tried.slow(width, solve.tiling(width), slow);
        yield Optional.empty();
      }
    };
  }

  /// Nothing if no engine fits, which is noted.
  private Optional<Attempt> alone(LoadedModel width) {
    try {
      return Optional.of(solve.alone(width));
    } catch (CompileException missed) {
      if (!TargetMissed.is(missed)) {
        throw missed;
      }
      tried.noRoom(missed);
      return Optional.empty();
    }
  }

  private CompileException missed() {
    return tried
        .leastDrop()
        .<CompileException>map(least -> new AccuracyLost(given, least).exception())
        .orElseGet(() -> tried.why(solve.tiling(given)));
  }

  /// Nothing if too much accuracy is lost, which is noted.
  private Optional<Solution> measured(Solution solution) {
    if (measure.isEmpty()) {
      return Optional.of(solution);
    }
    AccuracyDrop drop = measure.get().of(solution.integer());
    Solution measured = solution.with(drop);
    tried.measured(measured);
    return drop.isWithin(target.accuracyDrop().orElseThrow().value())
        ? Optional.of(measured)
        : Optional.empty();
  }
}
