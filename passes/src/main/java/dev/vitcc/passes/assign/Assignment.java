package dev.vitcc.passes.assign;

import com.google.ortools.Loader;
import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses one way for each layer so that all together lose the least within a budget of cycles,
/// and of several such choices one that takes the fewest.
///
/// CP-SAT finds it and proves it, with one worker and a fixed seed, so that it is the same on every
/// run. Losses are whole numbers there, millionths of the greatest.
public final class Assignment {
  private static final double RESOLUTION = 1e6;
  private static final int SEED = 1;

  private Assignment() {}

  /// @param groups what identifies the way
  /// @param cycles that it takes
  /// @param loss of accuracy; less than zero where it gains some
  public record Way(int groups, long cycles, double loss) {}

  /// The groups of each layer's way; empty if no choice stays within the budget.
  public static Optional<Map<String, Integer>> solve(Map<String, List<Way>> layers, long budget) {
    double greatest =
        layers.values().stream()
            .flatMap(List::stream)
            .mapToDouble(way -> Math.abs(way.loss()))
            .max()
            .orElse(0);
    double unit = greatest == 0 ? 1 : greatest / RESOLUTION;
    Loader.loadNativeLibraries();
    CpModel model = new CpModel();
    LinearExprBuilder cycles = LinearExpr.newBuilder();
    LinearExprBuilder cost = LinearExpr.newBuilder();
    long all = layers.values().stream().mapToLong(Assignment::mostCycles).sum() + 1;
    Map<String, List<Literal>> choices = new LinkedHashMap<>();
    layers.forEach(
        (layer, ways) -> {
          List<Literal> taken = new ArrayList<>();
          for (Way way : ways) {
            BoolVar choice = model.newBoolVar(layer + " " + way.groups());
            taken.add(choice);
            cycles.addTerm(choice, way.cycles());
            cost.addTerm(choice, Math.round(way.loss() / unit) * all + way.cycles());
          }
          model.addExactlyOne(taken);
          choices.put(layer, taken);
        });
    model.addLessOrEqual(cycles, budget);
    model.minimize(cost);
    CpSolver solver = new CpSolver();
    solver.getParameters().setNumWorkers(1).setRandomSeed(SEED);
    if (solver.solve(model) != CpSolverStatus.OPTIMAL) {
      return Optional.empty();
    }
    Map<String, Integer> groups = new LinkedHashMap<>();
    choices.forEach(
        (layer, taken) -> {
          for (int i = 0; i < taken.size(); i++) {
            if (solver.booleanValue(taken.get(i))) {
              groups.put(layer, layers.getOrDefault(layer, List.of()).get(i).groups());
            }
          }
        });
    return Optional.of(groups);
  }

  private static long mostCycles(List<Way> ways) {
    return ways.stream().mapToLong(Way::cycles).max().orElse(0);
  }
}
