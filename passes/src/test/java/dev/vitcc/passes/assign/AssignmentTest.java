package dev.vitcc.passes.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.passes.assign.Assignment.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final int PROBLEMS = 200;

  /// Losses are rounded to millionths of the greatest.
  private static final double ROUNDING = 1e-5;

  @Test
  void losesNoMoreThanAnyOtherChoice() {
    Random random = new Random(1);
    for (int i = 0; i < PROBLEMS; i++) {
      Map<String, List<Way>> layers = layers(random);
      long least = sum(layers, ways -> ways.getLast().cycles());
      long most = sum(layers, ways -> ways.getFirst().cycles());
      long budget = least + random.nextLong(most - least + 1);

      Map<String, Integer> groups = Assignment.solve(layers, budget).orElseThrow();

      assertThat(cycles(layers, groups)).isLessThanOrEqualTo(budget);
      assertThat(loss(layers, groups))
          .isCloseTo(leastLoss(List.copyOf(layers.values()), 0, budget), within(ROUNDING));
    }
  }

  @Test
  void takesTheFewestCyclesWhereNothingIsLost() {
    Map<String, List<Way>> layers = layers(new Random(2));
    layers.replaceAll(
        (layer, ways) -> ways.stream().map(w -> new Way(w.groups(), w.cycles(), 0)).toList());
    long least = sum(layers, ways -> ways.getLast().cycles());

    Map<String, Integer> groups = Assignment.solve(layers, 2 * least).orElseThrow();

    assertThat(cycles(layers, groups)).isEqualTo(least);
  }

  @Test
  void isTheSameEachTime() {
    Way few = new Way(0, 10, 1);
    Way many = new Way(1, 5, 2);
    Map<String, List<Way>> alike = new LinkedHashMap<>();
    for (int layer = 0; layer < 8; layer++) {
      alike.put("layer" + layer, List.of(few, many));
    }
    Optional<Map<String, Integer>> first = Assignment.solve(alike, 60);
    for (int i = 0; i < 5; i++) {
      assertThat(Assignment.solve(alike, 60)).isEqualTo(first);
    }
    assertThat(cycles(alike, first.orElseThrow())).isEqualTo(60);
  }

  @Test
  void findsNothingWithinTooFewCycles() {
    Map<String, List<Way>> layers = layers(new Random(3));
    long least = sum(layers, ways -> ways.getLast().cycles());
    assertThat(Assignment.solve(layers, least)).isPresent();
    assertThat(Assignment.solve(layers, least - 1)).isEmpty();
  }

  /// Two to six layers; the more groups, the fewer cycles, and mostly the more loss.
  private static Map<String, List<Way>> layers(Random random) {
    Map<String, List<Way>> layers = new LinkedHashMap<>();
    int count = 2 + random.nextInt(5);
    for (int layer = 0; layer < count; layer++) {
      List<Way> ways = new ArrayList<>();
      int most = 1 + random.nextInt(4);
      double loss = random.nextDouble() - 0.1;
      for (int groups = 0; groups <= most; groups++) {
        ways.add(new Way(groups, 100L * (most - groups + 1) + most, loss * groups / most));
      }
      layers.put("layer" + layer, ways);
    }
    return layers;
  }

  private static double leastLoss(List<List<Way>> layers, int from, long budget) {
    if (budget < 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (from == layers.size()) {
      return 0;
    }
    return layers.get(from).stream()
        .mapToDouble(way -> way.loss() + leastLoss(layers, from + 1, budget - way.cycles()))
        .min()
        .orElseThrow();
  }

  private interface Cycles {
    long of(List<Way> ways);
  }

  private static long sum(Map<String, List<Way>> layers, Cycles cycles) {
    return layers.values().stream().mapToLong(cycles::of).sum();
  }

  private static long cycles(Map<String, List<Way>> layers, Map<String, Integer> groups) {
    return chosen(layers, groups).stream().mapToLong(Way::cycles).sum();
  }

  private static double loss(Map<String, List<Way>> layers, Map<String, Integer> groups) {
    return chosen(layers, groups).stream().mapToDouble(Way::loss).sum();
  }

  private static List<Way> chosen(Map<String, List<Way>> layers, Map<String, Integer> groups) {
    return layers.entrySet().stream()
        .map(layer -> layer.getValue().get(groups.getOrDefault(layer.getKey(), -1)))
        .toList();
  }
}
