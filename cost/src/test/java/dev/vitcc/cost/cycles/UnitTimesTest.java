package dev.vitcc.cost.cycles;

import static dev.vitcc.cost.cycles.Samples.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.program.Command.LoadImage;
import dev.vitcc.ir.program.Destination;
import dev.vitcc.ir.program.Engine;
import org.junit.jupiter.api.Test;

/// The times of single units, as their modules have them.
class UnitTimesTest {
  private static final Timing TIMING = Timing.of(ENGINE);

  @Test
  void commandIsExecutedFourCyclesAfterItWasPushed() {
    CommandQueue queue = new CommandQueue(1, 4);
    assertThat(queue.room()).isEqualTo(Times.START);
    queue.push(10); // popped in 11
    assertThat(queue.begin(0)).isEqualTo(14);
    assertThat(queue.room()).isEqualTo(12);
    queue.push(12); // popped in 13
    assertThat(queue.begin(1)).isEqualTo(Times.UNKNOWN);
    assertThat(queue.room()).isEqualTo(14);
    queue.push(14); // popped in 15
    queue.push(16); // stays: one is executed, two are decoded
    assertThat(queue.room()).isEqualTo(Times.UNKNOWN);
    queue.finish(100);
    assertThat(queue.begin(1)).isEqualTo(101);
    assertThat(queue.room()).isEqualTo(101);
  }

  @Test
  void entryOfTheTileFifoIsFreeSixCyclesAfterItWasClaimed() {
    TileFifo fifo = new TileFifo(ENGINE, TIMING);
    for (int i = 0; i < ENGINE.tileDepth() * ENGINE.pn(); i++) {
      assertThat(fifo.room()).isEqualTo(Times.START);
      fifo.push(i);
    }
    assertThat(fifo.room()).isEqualTo(Times.UNKNOWN);
    assertThat(fifo.claim(50)).isEqualTo(50);
    assertThat(fifo.room()).isEqualTo(56);
  }

  @Test
  void tableTakesACycleForFourEntries() {
    Tables tables = new Tables(ENGINE, 2);
    int words = 128;
    for (int i = 0; i < words; i++) {
      tables.push(100 + i);
    }
    assertThat(tables.loaded(0)).isEqualTo(Times.START);
    assertThat(tables.loaded(1)).isEqualTo(101 + 256);
    assertThat(tables.loaded(2)).isEqualTo(Times.UNKNOWN);
    // The second table's first word takes the place of the first one's.
    assertThat(tables.room()).isEqualTo(103);
  }

  @Test
  void rowsLeaveInOrder() {
    Progress progress =
        new Progress(
            Samples.program(
                Samples.vector(Destination.QUERY, 3), Samples.matrix("reader", 3, 1, 0)));
    int[] slow = {30};
    int[] fast = {8, 16, 30};
    progress.enter(0, 0, 100, slow);
    assertThat(progress.row(0, 0)).isEqualTo(130);
    // Too early for its own exit and for the next, so it takes the last one.
    progress.enter(0, 1, 101, fast);
    assertThat(progress.row(0, 1)).isEqualTo(131);
    assertThat(progress.end(0)).isEqualTo(Times.UNKNOWN);
    progress.enter(0, 2, 120, fast);
    assertThat(progress.end(0)).isEqualTo(136);
  }

  @Test
  void exitsGrowWithTheWidthThatIsDrained() {
    // 1 x 64 x 64, all columns drained at once: write 7, tree 6, norm 15, and a register each.
    Timing wide = Timing.of(new Engine(1, 64, 64, 64, 128, 4, 197, 192, 192, 768, 26, 8, 32, 16));
    assertThat(wide.longExit()).isEqualTo(30);
    assertThat(wide.middleExit()).isEqualTo(17);
    assertThat(wide.shortExit()).isEqualTo(10);
    assertThat(wide.result()).isEqualTo(23);
    assertThat(wide.rowScale()).isEqualTo(22);
  }

  @Test
  void sliceOfTheImageIsThereWhenItsRowsAreCut() {
    ImageLoader image = new ImageLoader(ENGINE);
    // One patch of 8 bytes a row, two rows of it: two products of one and two bits.
    image.start(new LoadImage(2, 8, 1, 1, 0), 10);
    boolean offered = false;
    long beat = Times.UNKNOWN;
    for (long now = 11; now < 100; now++) {
      image.step(now, image.reader.offering, now == beat);
      if (image.reader.offering && !offered) {
        // Begins in 16, asks from 17 on: the region, the burst, the offer.
        assertThat(now + 1).isEqualTo(19);
        offered = true;
        beat = now + 20;
      }
    }
    // Comes in 38: through the FIFO, to the cutter, cut in 41, and counts 7 later.
    assertThat(image.complete(8)).isEqualTo(48);
    assertThat(image.complete(16)).isEqualTo(Times.UNKNOWN);
  }
}
