package dev.vitcc.passes.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a table says of schedules, by hand.
class LatencyTableTest {
  private final LatencyTable table =
      new LatencyTable(
          7,
          new TreeMap<>(
              java.util.Map.of(
                  4,
                  List.of(50L, 40L, 60L),
                  8,
                  List.of(90L, 80L, 100L),
                  9,
                  List.of(99L, 98L, 97L))));

  @Test
  void addsTheBlocksWithTheTokensThatTheyHave() {
    assertThat(table.all()).isEqualTo(9);
    assertThat(table.predict(new Stages(List.of(1), List.of(8)))).isEqualTo(7 + 99 + 80 + 100);
    assertThat(table.predict(new Stages(List.of(1, 2), List.of(8, 4)))).isEqualTo(7 + 99 + 80 + 60);
  }

  @Test
  void isStraightBetweenEntries() {
    assertThat(table.predict(new Stages(List.of(1), List.of(5))))
        .isEqualTo(7 + 99 + (40 + 10) + (60 + 10));
  }

  @Test
  void knowsNothingOfFewerTokens() {
    assertThatThrownBy(() -> table.predict(new Stages(List.of(2), List.of(3))))
        .hasMessage("3 tokens are not in the table");
  }
}
