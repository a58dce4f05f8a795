package dev.vitcc.passes.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.op.PackageToken;
import dev.vitcc.passes.sparsity.FitStages.Fit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schedules against all schedules of a family, each counted by a formula with stairs that the
/// table knows at every number of tokens, and with stages whose cost it doesn't know.
class FitStagesTest {
  private static final int TOKENS = 97;
  private static final int DEPTH = 6;
  private static final int REST = 4000;
  private static final int STAGE = 333;
  private static final List<Integer> BLOCKS = List.of(1, 3, 4);
  private static final Prunable PRUNABLE =
      new Prunable(TOKENS, 1, PackageToken.NORMALIZED, List.of(), List.of(BLOCKS));

  private static long block(int tokens) {
    return 100L * tokens + 1500L * ((tokens + 15) / 16);
  }

  private static long frame(Stages stages) {
    long sum = REST + (long) STAGE * stages.blocks().size();
    int tokens = TOKENS;
    for (int block = 0; block < DEPTH; block++) {
      int stage = stages.blocks().indexOf(block);
      tokens = stage < 0 ? tokens : stages.tokens().get(stage);
      sum += block(tokens);
    }
    return sum;
  }

  private static LatencyTable table() {
    NavigableMap<Integer, List<Long>> cycles = new TreeMap<>();
    IntStream.rangeClosed(PRUNABLE.least(), TOKENS)
        .forEach(tokens -> cycles.put(tokens, Collections.nCopies(DEPTH, block(tokens))));
    return new LatencyTable(REST, cycles);
  }

  private static Optional<Fit> fit(Family family, long budget) {
    return new FitStages(table(), FitStagesTest::frame, PRUNABLE).run(BLOCKS, family, budget);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 42_000, 55_555, 60_000, 70_001, 80_000, 91_234, 100_000, 117_000})
  void keepsAsManyTokensAsAnyOfTheFamilyWithinTheBudget(long budget) {
    for (Family family : Family.values()) {
      Optional<Integer> most =
          IntStream.rangeClosed(3, TOKENS - BLOCKS.size())
              .mapToObj(last -> PRUNABLE.stages(BLOCKS, family, last))
              .filter(stages -> frame(stages) <= budget)
              .map(FitStagesTest::tokens)
              .max(Integer::compare);

      Optional<Fit> found = fit(family, budget);

      assertThat(found.isPresent()).as("%s, %d", family, budget).isEqualTo(most.isPresent());
      found.ifPresent(
          fit -> {
            assertThat(fit.cycles()).isEqualTo(frame(fit.stages())).isLessThanOrEqualTo(budget);
            assertThat(tokens(fit.stages())).isGreaterThanOrEqualTo(most.orElseThrow());
            assertThat(raised(fit.stages())).allMatch(more -> frame(more) > budget);
          });
    }
  }

  /// Of all blocks together.
  private static int tokens(Stages stages) {
    return IntStream.range(0, DEPTH).map(block -> stages.entering(block, TOKENS)).sum();
  }

  /// With one more token at one of the stages.
  private static List<Stages> raised(Stages stages) {
    List<Stages> all = new ArrayList<>();
    for (int stage = 0; stage < stages.tokens().size(); stage++) {
      int before = stage == 0 ? TOKENS : stages.tokens().get(stage - 1);
      if (stages.tokens().get(stage) + 1 < before) {
        List<Integer> tokens = new ArrayList<>(stages.tokens());
        tokens.set(stage, tokens.get(stage) + 1);
        all.add(new Stages(stages.blocks(), tokens));
      }
    }
    return all;
  }

  /// 65 tokens take 1,500 cycles a block more than 64, which another stage can have.
  @Test
  void endsNoStageJustAboveAStairIfOthersKeepMoreForIt() {
    for (long budget = 65_000; budget < 110_000; budget += 777) {
      Stages stages = fit(Family.EQUAL_NUMBERS, budget).orElseThrow().stages();
      for (int stage = 0; stage < BLOCKS.size(); stage++) {
        if (stages.tokens().get(stage) % 16 == 1) {
          List<Integer> tokens = new ArrayList<>(stages.tokens());
          tokens.set(stage, tokens.get(stage) - 1);
          boolean falls = stage == BLOCKS.size() - 1 || tokens.get(stage) > tokens.get(stage + 1);
          Stages below = filled(new Stages(BLOCKS, falls ? tokens : stages.tokens()), budget);
          assertThat(tokens(stages)).as("%s", stages).isGreaterThan(tokens(below) - DEPTH);
        }
      }
    }
  }

  /// With a token more wherever there is room, the last stage first.
  private static Stages filled(Stages stages, long budget) {
    List<Stages> more = raised(stages).reversed();
    return more.stream()
        .filter(other -> frame(other) <= budget)
        .findFirst()
        .map(other -> filled(other, budget))
        .orElse(stages);
  }

  @Test
  void allowsForATableThatIsMuchTooOptimistic() {
    LatencyTable half = new LatencyTable(REST / 2, table().cycles());
    Optional<Fit> found =
        new FitStages(half, FitStagesTest::frame, PRUNABLE)
            .run(BLOCKS, Family.EQUAL_SHARES, 70_000);
    assertThat(found)
        .hasValueSatisfying(fit -> assertThat(fit.cycles()).isBetween(68_000L, 70_000L));
  }

  @Test
  void theFastestScheduleIsThatOfAllByTheTable() {
    Stages fastest = ChooseStages.fastest(PRUNABLE, table());
    long least = Long.MAX_VALUE;
    for (int a = 5; a < TOKENS; a++) {
      for (int b = 4; b < a; b++) {
        for (int c = 3; c < b; c++) {
          least = Math.min(least, frame(new Stages(BLOCKS, List.of(a, b, c))));
        }
      }
    }
    assertThat(frame(fastest)).isEqualTo(least);
  }
}
