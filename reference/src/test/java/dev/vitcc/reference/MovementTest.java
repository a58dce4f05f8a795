package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.op.SelectToken;
import dev.vitcc.ir.op.SplitHeads;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Holds the ops that move values to small cases: operand 0 counts from 0, operand 1 from 100.
class MovementTest {
  @Test
  void splitsOnePartOfTheColumnsIntoHeads() {
    // columns: part 0 heads 0, 1; part 1 heads 0, 1; two columns each
    SplitHeads op = new SplitHeads(1, 2, 2);

    assertThat(moved(8, copy -> Movement.splitHeads(op, type(2, 8), copy)))
        .containsExactly(4, 5, 12, 13, 6, 7, 14, 15);
  }

  @Test
  void mergesHeadsSideBySide() {
    assertThat(moved(8, copy -> Movement.mergeHeads(type(2, 2, 2), copy)))
        .containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
  }

  @Test
  void selectsOneRow() {
    assertThat(moved(3, copy -> Movement.selectToken(new SelectToken(1), type(2, 3), copy)))
        .containsExactly(3, 4, 5);
  }

  @Test
  void concatenatesColumns() {
    assertThat(moved(6, copy -> Movement.concatenate(type(2, 2), type(2, 1), copy)))
        .containsExactly(0, 1, 100, 2, 3, 101);
  }

  private static int[] moved(int length, Consumer<Movement.Copy> movement) {
    int[] result = new int[length];
    movement.accept(
        (operand, from, to, count) ->
            IntStream.range(0, count).forEach(i -> result[to + i] = 100 * operand + from + i));
    return result;
  }

  private static TensorType type(int... shape) {
    return TensorType.of(ElementType.I8, shape);
  }
}
