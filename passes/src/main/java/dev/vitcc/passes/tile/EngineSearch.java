package dev.vitcc.passes.tile;

import dev.vitcc.cost.resources.Resources;
import dev.vitcc.ir.program.Engine;
import dev.vitcc.ir.program.Program;
import dev.vitcc.passes.tile.Candidate.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Looks through all engines of a space for the best one, with two models of cost.
///
/// The search is exhaustive but for what can't win. Resources cost next to nothing to estimate and
/// rule out most engines. Then arrays are tried, the largest first, until none that is left can
/// beat the best; and of engines with the same array, more vector lanes and more ports are never
/// slower.
public final class EngineSearch {
  /// An engine this much slower than the fastest is as fast, and taken if it is cheaper.
  private static final double AS_FAST = 1.001;

  private final Function<Engine, Program> schedule;
  private final Function<Engine, Resources> resources;
  private final ToLongFunction<Program> least;
  private final ToLongFunction<Program> cycles;
  private final Macs macs;

  /// What was found out, for the searches that follow.
  private final Map<Engine, Long> leastCycles = new LinkedHashMap<>();

  private final Map<Engine, Long> exactCycles = new LinkedHashMap<>();

  /// The program that was scheduled last, which is asked for again at once.
  private Optional<Program> last = Optional.empty();

  /// @param schedule the program of the model on an engine
  /// @param resources that an engine takes
  /// @param least cycles that a program can't do without, quickly
  /// @param cycles that a program takes
  /// @param macs of the model for one frame
  public EngineSearch(
      Function<Engine, Program> schedule,
      Function<Engine, Resources> resources,
      ToLongFunction<Program> least,
      ToLongFunction<Program> cycles,
      Macs macs) {
    this.schedule = schedule;
    this.resources = resources;
    this.least = least;
    this.cycles = cycles;
    this.macs = macs;
  }

  /// The fastest engine, or the cheapest or widest that keeps the bound on cycles.
  ///
  /// @return empty if none fits; the fastest, which is too slow, if none is fast enough
  public Optional<EngineChoice> run(List<Engine> engines, Goal goal) {
    List<Candidate> fitting = fitting(engines, goal);
    Comparator<Candidate> cheapest = Comparator.comparingDouble(Candidate::share);
    Optional<Found> found =
        switch (goal.preferred()) {
          case FASTEST -> Optional.empty();
          case CHEAPEST -> first(fitting, cheapest, goal.mostCycles());
          case WIDEST ->
              first(
                  fitting,
                  Comparator.comparingDouble(Candidate::narrowShare).thenComparing(cheapest),
                  goal.mostCycles());
        };
    return found.or(() -> fastest(fitting)).map(this::choice);
  }

  /// The fastest engine, and those that are the cheapest for less: each is asked for a part of the
  /// frames of the one before.
  ///
  /// @param part of the frames, less than 1
  /// @param most engines
  /// @return the fastest first; empty if none fits
  public List<EngineChoice> frontier(List<Engine> engines, Goal goal, double part, int most) {
    List<Candidate> fitting = fitting(engines, goal);
    List<Found> frontier = new ArrayList<>();
    Optional<Found> next = fastest(fitting);
    while (next.isPresent() && frontier.size() < most) {
      Found last = next.get();
      frontier.add(last);
      List<Candidate> cheaper =
          fitting.stream().filter(other -> other.share() < last.candidate().share()).toList();
      next =
          first(
                  cheaper,
                  Comparator.comparingDouble(Candidate::share),
                  (long) (last.cycles() / part))
              .or(() -> fastest(cheaper));
    }
    return frontier.stream().map(this::choice).toList();
  }

  private List<Candidate> fitting(List<Engine> engines, Goal goal) {
    List<Candidate> fitting = new ArrayList<>();
    for (Engine engine : engines) {
      Resources taken = resources.apply(engine);
      if (taken.fits(goal.available())) {
        fitting.add(new Candidate(engine, taken, taken.share(goal.device())));
      }
    }
    return fitting;
  }

  private EngineChoice choice(Found found) {
    Program program = scheduled(found.candidate().engine());
    return new EngineChoice(program, found.cycles(), found.candidate().taken());
  }

  private Program scheduled(Engine engine) {
    Program program =
        last.filter(before -> before.engine().equals(engine))
            .orElseGet(() -> schedule.apply(engine));
    last = Optional.of(program);
    return program;
  }

  private record Found(Candidate candidate, long cycles) {}

  /// Of the engines that are as good as fastest, the cheapest.
  private Optional<Found> fastest(List<Candidate> candidates) {
    List<Found> found = new ArrayList<>();
    long mostCycles = Long.MAX_VALUE;
    for (Map.Entry<Array, List<Candidate>> array : byArray(candidates)) {
      if (array.getKey().leastCycles(macs) > mostCycles) {
        break;
      }
      for (Candidate candidate : frontier(array.getValue())) {
        Optional<Found> fastEnough = within(candidate, mostCycles);
        if (fastEnough.isPresent()) {
          found.add(fastEnough.get());
          mostCycles = Math.min(mostCycles, (long) (fastEnough.get().cycles() * AS_FAST));
        }
      }
    }
    long asFast = mostCycles;
    return found.stream()
        .filter(choice -> choice.cycles() <= asFast)
        .map(choice -> trimmed(choice, candidates, asFast))
        .min(
            Comparator.<Found>comparingDouble(choice -> choice.candidate().share())
                .thenComparingLong(Found::cycles));
  }

  /// The candidates of each array, arrays with the least cycles first.
  private List<Map.Entry<Array, List<Candidate>>> byArray(List<Candidate> candidates) {
    Map<Array, List<Candidate>> arrays =
        candidates.stream()
            .collect(
                Collectors.groupingBy(Candidate::array, LinkedHashMap::new, Collectors.toList()));
    return arrays.entrySet().stream()
        .sorted(Comparator.comparingLong(array -> array.getKey().leastCycles(macs)))
        .toList();
  }

  /// Those that no other dominates.
  private static List<Candidate> frontier(List<Candidate> candidates) {
    return candidates.stream()
        .filter(candidate -> candidates.stream().noneMatch(other -> other.dominates(candidate)))
        .toList();
  }

  /// Takes away ports and vector lanes as long as that costs no speed.
  private Found trimmed(Found fastest, List<Candidate> candidates, long mostCycles) {
    Comparator<Candidate> largestFirst =
        Comparator.<Candidate>comparingInt(candidate -> -candidate.engine().lanes())
            .thenComparingInt(candidate -> -candidate.engine().busBytes());
    Found least = fastest;
    List<Candidate> tooSlow = new ArrayList<>();
    for (Candidate candidate : candidates.stream().sorted(largestFirst).toList()) {
      if (least.candidate().dominates(candidate) && !isDominated(candidate, tooSlow)) {
        Optional<Found> found = within(candidate, mostCycles);
        least = found.orElse(least);
        if (found.isEmpty()) {
          tooSlow.add(candidate);
        }
      }
    }
    return least;
  }

  /// The first in an order that is fast enough.
  private Optional<Found> first(
      List<Candidate> candidates, Comparator<Candidate> order, long mostCycles) {
    Map<Array, Boolean> fastEnough = new LinkedHashMap<>();
    for (Map.Entry<Array, List<Candidate>> array : byArray(candidates)) {
      if (array.getKey().leastCycles(macs) > mostCycles) {
        fastEnough.put(array.getKey(), false);
      }
    }
    List<Candidate> tooSlow = new ArrayList<>();
    for (Candidate candidate : candidates.stream().sorted(order).toList()) {
      boolean possible =
          fastEnough.computeIfAbsent(
              candidate.array(), array -> canBeFastEnough(array, candidates, mostCycles));
      if (possible && !isDominated(candidate, tooSlow)) {
        Optional<Found> found = within(candidate, mostCycles);
        if (found.isPresent()) {
          return found;
        }
        tooSlow.add(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean canBeFastEnough(Array array, List<Candidate> candidates, long mostCycles) {
    return frontier(candidates.stream().filter(c -> c.array().equals(array)).toList()).stream()
        .anyMatch(candidate -> within(candidate, mostCycles).isPresent());
  }

  private static boolean isDominated(Candidate candidate, List<Candidate> others) {
    return others.stream().anyMatch(other -> other.dominates(candidate));
  }

  /// The candidate, if its program takes no more cycles than that.
  private Optional<Found> within(Candidate candidate, long mostCycles) {
    Engine engine = candidate.engine();
    if (leastCycles.computeIfAbsent(engine, e -> least.applyAsLong(scheduled(e))) > mostCycles) {
      return Optional.empty();
    }
    long taken = exactCycles.computeIfAbsent(engine, e -> cycles.applyAsLong(scheduled(e)));
    return taken > mostCycles ? Optional.empty() : Optional.of(new Found(candidate, taken));
  }
}
