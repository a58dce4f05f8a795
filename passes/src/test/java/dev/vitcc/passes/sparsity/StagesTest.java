package dev.vitcc.passes.sparsity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Schedules that are proposed: numbers of tokens, and positions.
class StagesTest {
  @Test
  void isSaidAsOneWouldSayIt() {
    assertThat(new Stages(List.of(4, 8), List.of(120, 80)).text(197))
        .isEqualTo("197 → 120 → 80 tokens before blocks 4, 8");
    assertThat(new Stages(List.of(1), List.of(9)).text(17))
        .isEqualTo("17 → 9 tokens before block 1");
  }

  @Test
  void familiesDropAlikeShareAlikeNumberOrAllAtOnce() {
    assertThat(Family.EQUAL_SHARES.tokens(160, 20, 3)).containsExactly(80, 40, 20);
    assertThat(Family.EQUAL_NUMBERS.tokens(160, 20, 2)).containsExactly(90, 20);
    assertThat(Family.AT_ONCE.tokens(160, 20, 3)).containsExactly(22, 21, 20);
  }

  @Test
  void everyStageDropsAToken() {
    for (Family family : Family.values()) {
      for (int stages = 1; stages <= 3; stages++) {
        for (int last = 2; last <= 17 - stages; last++) {
          List<Integer> tokens = family.tokens(17, last, stages);
          assertThat(tokens).hasSize(stages).endsWith(last).allMatch(count -> count < 17);
          assertThat(tokens.stream().distinct().sorted((a, b) -> b - a).toList()).isEqualTo(tokens);
        }
      }
    }
  }

  @Test
  void positionsAreSpreadBehindTheFirst() {
    List<Integer> possible = IntStream.range(1, 12).boxed().toList();
    List<List<Integer>> sets = Positions.of(possible, 12);
    assertThat(sets)
        .contains(List.of(3, 6, 9), List.of(1, 5, 8), List.of(5))
        .doesNotHaveDuplicates()
        .allMatch(possible::containsAll)
        .allMatch(set -> set.size() <= 3);
  }

  @Test
  void positionsOfAShallowModelAreThoseThatThereAre() {
    assertThat(Positions.of(List.of(1), 2)).containsExactly(List.of(1));
    assertThat(Positions.of(List.of(2), 3)).containsExactly(List.of(2));
  }
}
