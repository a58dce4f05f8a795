package dev.vitcc.cost.cycles;

import static dev.vitcc.cost.cycles.Samples.matrix;
import static dev.vitcc.cost.cycles.Samples.parameters;
import static dev.vitcc.cost.cycles.Samples.program;
import static dev.vitcc.cost.cycles.Samples.tiles;
import static dev.vitcc.cost.cycles.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.program.Command;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.RegisterMap.Counter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Small programs against cycles that were counted by hand from docs/engine.md and the RTL.
class CycleModelTest {
  private static final int LATENCY = 40;
  private static final MemoryModel MEMORY = MemoryModel.of(LATENCY, 0);

  /// Header: asked for in cycle 0, at the port in 3, 4 beats from 43, complete in 49, regions in
  /// 51. Stream: at the port in 54, first beat in 94, first word in 97; then a word a cycle.
  private static final int FIRST_WORD = 97;

  private static final Program ONE_ROW =
      program(
          new Command.Store(8), // words 97 ... 100
          vector(Destination.OUTPUT, 1), // ... 104: executed from 108 on
          matrix("logits", 1, 1, -1), // ... 108: executed from 112 on
          parameters(), // ... 112, and 8 words ... 120
          tiles(1), // ... 124, and 8 words ... 132: claimed in 126 ... 133, loaded in 134
          new Command.End()); // ... 136

  @Test
  void oneRowOfLogits() {
    CycleEstimate estimate = CycleModel.estimate(ONE_ROW, MEMORY);
    // Issued in 134, drained 20 later in 154, at the store unit in 163; 8 elements in 165 ... 172,
    // the last of 4 beats collected in 173, sent in 175 ... 178, answered in 218, done in 221.
    assertThat(estimate.cycles()).isEqualTo(222);
    assertThat(estimate.count(Counter.ROWS)).isEqualTo(1);
    assertThat(estimate.count(Counter.IDLE_COMMAND)).isEqualTo(112 + 222 - 135);
    assertThat(estimate.count(Counter.IDLE_WEIGHTS)).isEqualTo(126 - 112);
    assertThat(estimate.count(Counter.IDLE_STATIONARY)).isEqualTo(8);
    assertThat(estimate.count(Counter.STREAM_WORDS)).isEqualTo(40);
    assertThat(estimate.count(Counter.STREAM_STARVED)).isEqualTo(FIRST_WORD);
    assertThat(estimate.count(Counter.STREAM_BLOCKED)).isZero();
    assertThat(estimate.count(Counter.DRAIN)).isEqualTo(1);
    assertThat(estimate.count(Counter.TILES)).isEqualTo(1);
    assertThat(estimate.finish()).isEqualTo(222 - 135);
  }

  /// The cycles that the one above counts.
  @Test
  void eachUnitIsAtItsLayerFromItsFirstCycleToItsLast() {
    assertThat(CycleModel.estimate(ONE_ROW, MEMORY).stretches())
        .containsExactly(
            new Stretch(WorkUnit.WEIGHTS, 0, 125, 132),
            new Stretch(WorkUnit.LOADER, 0, 126, 133),
            new Stretch(WorkUnit.MATRIX, 0, 134, 134),
            new Stretch(WorkUnit.VECTOR, 0, 154, 154),
            new Stretch(WorkUnit.STORE, 0, 163, 218));
  }

  @Test
  void latencyIsPaidForHeaderAndStreamAndAnswer() {
    long near = CycleModel.cycles(ONE_ROW, MemoryModel.of(1, 0));
    assertThat(CycleModel.cycles(ONE_ROW, MEMORY) - near).isEqualTo(3 * (LATENCY - 1));
  }

  @Test
  void halfTheBandwidthBringsAWordEverySecondCycle() {
    CycleEstimate estimate = CycleModel.estimate(ONE_ROW, MemoryModel.of(LATENCY, 4));
    // The bucket holds two beats when the stream begins; each of the other 38 waits for another.
    assertThat(estimate.count(Counter.STREAM_STARVED))
        .isBetween(FIRST_WORD + 36L, FIRST_WORD + 39L);
  }

  @Test
  void shortTilesLastEightCycles() {
    Program program =
        program(
            new Command.Store(8),
            vector(Destination.OUTPUT, 2),
            matrix("logits", 2, 3, -1),
            parameters(),
            tiles(3),
            new Command.End());
    CycleEstimate estimate = CycleModel.estimate(program, MEMORY);
    // Tiles come eight cycles apart: two rows, and six cycles in which the next is still loading.
    assertThat(estimate.count(Counter.ROWS)).isEqualTo(6);
    assertThat(estimate.count(Counter.IDLE_STATIONARY)).isEqualTo(8 + 2 * 6);
  }

  @Test
  void consumerChasesItsProducerRowByRow() {
    Program program =
        program(
            new Command.Store(8),
            vector(Destination.QUERY, 12),
            matrix("first", 12, 1, -1),
            parameters(),
            tiles(1),
            vector(Destination.OUTPUT, 12),
            matrix("second", 12, 1, 0),
            parameters(),
            tiles(1),
            new Command.End());
    CycleEstimate estimate = CycleModel.estimate(program, MEMORY);
    // A row is issued, its result 15 later drained, and 9 later it counts: 24 after it was issued.
    // The second layer's first row could go 12 after the first one's, had its command come.
    assertThat(estimate.layer("second").orElseThrow().operand()).isLessThanOrEqualTo(12);
    assertThat(estimate.layer("second").orElseThrow().rows()).isEqualTo(12);
  }

  @Test
  void whatIsBusyAndWhatIsIdleAddUp() {
    for (MemoryModel memory : List.of(MEMORY, MemoryModel.of(1, 1), new MemoryModel(200, 0, 1))) {
      CycleEstimate estimate = CycleModel.estimate(ONE_ROW, memory);
      long sum = 0;
      for (int i = Counter.ROWS.ordinal(); i <= Counter.IDLE_COMMAND.ordinal(); i++) {
        sum += estimate.count(Counter.values()[i]);
      }
      assertThat(sum).isEqualTo(estimate.cycles());
      long layers = estimate.layers().stream().mapToLong(LayerCycles::cycles).sum();
      assertThat(layers + estimate.finish()).isEqualTo(estimate.cycles());
      assertThat(CycleModel.cycles(ONE_ROW, memory)).isEqualTo(estimate.cycles());
    }
  }

  @Test
  void wordsBelongToLayers() {
    CycleEstimate estimate = CycleModel.estimate(ONE_ROW, MEMORY);
    // All but the four of End.
    assertThat(estimate.layer("logits").orElseThrow().streamWords()).isEqualTo(36);
  }

  @Test
  void programThatWaitsForeverIsRefused() {
    Program withoutWeights =
        program(
            vector(Destination.QUERY, 1), matrix("x", 1, 1, -1), parameters(), new Command.End());
    assertThatThrownBy(() -> CycleModel.cycles(withoutWeights, MEMORY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("never come");
  }

  @Test
  void memoryMustAnswer() {
    assertThatThrownBy(() -> MemoryModel.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MemoryModel.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
