package dev.vitcc.testbenches.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.program.Program;
import dev.vitcc.ir.program.TensorSlice;
import dev.vitcc.testbenches.Progress;
import dev.vitcc.testbenches.StubBuild;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tensors of every rank and width reach the file where the simulator looks for them.
class TestVectorsTest {
  private static final TensorType HEADS = TensorType.of(ElementType.I8, 2, 3, 5);
  private static final TensorType LOGITS = TensorType.of(ElementType.I16, 1, 4);
  private static final Graph GRAPH = StubBuild.graph(HEADS, LOGITS);

  @TempDir Path folder;

  private static TensorSlice heads(int head, int column, int columns) {
    return new TensorSlice("sum", head, column, columns);
  }

  private static final TensorSlice ALL_LOGITS = new TensorSlice("twice", 0, 0, 4);

  private static TestVectors vectors(Program program) {
    byte[] bytes = new byte[30];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i - 15);
    }
    return new TestVectors(
        program,
        GRAPH,
        (image, observer) -> {
          observer.observe(GRAPH.node("sum"), new TensorData.Bytes(HEADS, bytes));
          observer.observe(
              GRAPH.node("twice"),
              new TensorData.Shorts(LOGITS, new short[] {image[0], -1, 300, -300}));
          return new int[] {image[0], -1, 1 << 20, 0};
        });
  }

  @Test
  void writesSlicesInTheOrderOfTheCommands() throws IOException {
    Program program =
        StubBuild.program(
            StubBuild.group(heads(1, 0, 4), 3, 0),
            StubBuild.group(heads(1, 4, 1), 3, 0),
            StubBuild.group(heads(0, 0, 5), 3, 0),
            StubBuild.group(ALL_LOGITS, 1, 2));
    byte[] first = new byte[16];
    first[0] = 7;
    List<int[]> outputs =
        vectors(program).write(folder, List.of(first, new byte[16]), Progress.SILENT);

    assertThat(outputs)
        .containsExactly(new int[] {7, -1, 1 << 20, 0}, new int[] {0, -1, 1 << 20, 0});
    assertThat(Files.size(folder.resolve("input.bin"))).isEqualTo(32);
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("vectors.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getInt(12)).as("groups").isEqualTo(4);
    assertThat(file.getLong(40)).as("frames").isEqualTo(2);
    int values = (int) file.getLong(48);
    int frame = (int) file.getLong(56);
    assertThat(frame).isEqualTo(4 * 4 + 30 + 8 + 2 + 16);
    assertThat(file.limit()).isEqualTo(values + 2 * frame);
    byte[] bytes = new byte[30];
    assertThat(file.getShort(values)).as("rows of the first group").isEqualTo((short) 3);
    assertThat(file.getShort(values + 2)).as("its columns").isEqualTo((short) 4);
    values += 4 * 4;
    file.get(values, bytes);
    assertThat(bytes)
        .startsWith(0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 4, 9, 14)
        .endsWith(-15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5, -4, -3, -2, -1);
    assertThat(file.getShort(values + 30)).isEqualTo((short) 7);
    assertThat(file.getShort(values + 36)).isEqualTo((short) -300);
    assertThat(file.getInt(values + 40)).isEqualTo(7);
    assertThat(file.getInt(values + 48)).isEqualTo(1 << 20);
    int logits = 64 + 3 * 32;
    assertThat(file.getInt(logits + 4)).as("row of activation memory").isEqualTo(2);
    assertThat(file.getInt(logits + 20)).as("row of the tensor").isZero();
  }

  @Test
  void refusesAProgramThatStoresTooLittle() {
    Program program =
        StubBuild.program(
            StubBuild.group(heads(0, 0, 5), 3, 0), StubBuild.group(heads(1, 0, 4), 3, 0));
    assertThatThrownBy(() -> vectors(program))
        .hasMessage("the program stores 27 elements of sum, which is i8[2,3,5]");
  }

  @Test
  void refusesAProgramThatStoresTwice() {
    Program program =
        StubBuild.program(
            StubBuild.group(heads(0, 0, 5), 3, 0), StubBuild.group(heads(0, 4, 1), 3, 0));
    assertThatThrownBy(() -> vectors(program)).hasMessageContaining("twice");
  }

  @Test
  void refusesASliceBeyondItsTensor() {
    Program program = StubBuild.program(StubBuild.group(heads(0, 2, 4), 3, 0));
    assertThatThrownBy(() -> vectors(program)).hasMessageContaining("is not inside i8[2,3,5]");
  }

  @Test
  void takesCommandsThatStoreNothingButPadding() throws IOException {
    Program program =
        StubBuild.program(
            StubBuild.group(ALL_LOGITS, 1, 0),
            StubBuild.group(new TensorSlice("twice", 0, 4, 0), 1, 0));
    TestVectors vectors =
        new TestVectors(
            program,
            GRAPH,
            (image, observer) -> {
              observer.observe(GRAPH.node("twice"), new TensorData.Shorts(LOGITS, new short[4]));
              return new int[4];
            });
    vectors.write(folder, List.of(new byte[16]), Progress.SILENT);
    assertThat(vectors.elementsPerFrame()).isEqualTo(4);
  }

  @Test
  void refusesATensorThatNobodyComputes() {
    TestVectors vectors =
        new TestVectors(
            StubBuild.program(StubBuild.group(ALL_LOGITS, 1, 0)),
            GRAPH,
            (image, observer) -> new int[4]);
    assertThatThrownBy(() -> vectors.write(folder, List.of(new byte[16]), Progress.SILENT))
        .hasMessageContaining("no expected values for [twice]");
  }

  @Test
  void refusesAnEmptyComparison() {
    TestVectors vectors =
        new TestVectors(
            StubBuild.program(StubBuild.group(ALL_LOGITS, 1, 0)),
            GRAPH,
            (image, observer) -> new int[4]);
    assertThatThrownBy(() -> vectors.write(folder, List.of(), Progress.SILENT))
        .hasMessageContaining("need an image");
  }
}
