package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the integer reference shows, checks and refuses.
class IntegerReferenceTest {
  @Test
  void showsEveryValueWithTheTypeOfItsNode() {
    Model model = IntegerModel.linear(22, 10, 127);

    var values = new IntegerReference(model).run(image(1));

    assertThat(values.keySet()).containsExactly("image", "patches", "accumulators", "codes");
    values.forEach(
        (name, value) -> assertThat(value.type()).isEqualTo(model.graph().node(name).type()));
    assertThat(values.get("patches")).isInstanceOf(TensorData.Bytes.class);
    assertThat(values.get("accumulators")).isInstanceOf(TensorData.Words.class);
    assertThat(values.get("codes")).isInstanceOf(TensorData.Shorts.class);
  }

  @Test
  void bytesOfTheImageAreUnsigned() {
    byte[] white = new byte[32 * 32 * 3];
    Arrays.fill(white, (byte) 255);
    Model model = IntegerModel.linear(22, 1, 127);
    TensorData.Bytes weight = (TensorData.Bytes) model.parameters().get("weight");
    TensorData.Words bias = (TensorData.Words) model.parameters().get("bias");
    int sum = 0;
    for (byte w : weight.values()) {
      sum += 255 * w;
    }

    int[] expected = {bias.values()[0], sum + bias.values()[0]};

    new IntegerReference(model)
        .run(
            white,
            (node, value) -> {
              if (value instanceof TensorData.Words accumulators) {
                assertThat(accumulators.values()).startsWith(expected);
              }
            });
  }

  @Test
  void observesNodesInGraphOrder() {
    List<String> names = new ArrayList<>();

    new IntegerReference(IntegerModel.linear(22, 3, 127))
        .run(image(1), (node, value) -> names.add(node.name()));

    assertThat(names).containsExactly("image", "patches", "accumulators", "codes");
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws Exception {
    IntegerReference reference = new IntegerReference(IntegerModel.linear(22, 1000, 127));
    List<byte[]> images = IntStream.range(0, 6).mapToObj(IntegerReferenceTest::image).toList();
    List<int[]> one = new ArrayList<>();
    for (byte[] image : images) {
      one.add(reference.logits(image));
    }

    for (int threads : new int[] {1, 2, 5}) {
      try (ForkJoinPool pool = new ForkJoinPool(threads)) {
        assertThat(pool.submit(() -> reference.logits(images)).get())
            .usingRecursiveComparison()
            .isEqualTo(one);
      }
    }
  }

  @Test
  void namesTheNodeWhoseWidthIsTooSmall() {
    IntegerReference reference = new IntegerReference(IntegerModel.linear(12, 10, 127));

    assertThatThrownBy(() -> reference.logits(image(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("accumulators: values from -?\\d+ to \\d+ are not i12");
  }

  @Test
  void refusesAWeightBeyondThePackedMultiplier() {
    assertThatThrownBy(() -> new IntegerReference(IntegerModel.linear(22, 10, 128)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("weight")
        .hasMessageContaining("-128");
  }

  @Test
  void refusesAParameterOfAnotherType() {
    Model model = IntegerModel.linear(22, 10, 127);
    Parameters wrong =
        model
            .parameters()
            .with("bias", new TensorData.Words(TensorType.of(ElementType.I32, 9), new int[9]));

    assertThatThrownBy(() -> new IntegerReference(new Model(model.graph(), wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter bias must be i32[10], found i32[9]");
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    IntegerReference reference = new IntegerReference(IntegerModel.linear(22, 10, 127));

    assertThatThrownBy(() -> reference.logits(new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("u8[32,32,3] needs 3072 values, not 7");
  }

  private static byte[] image(int seed) {
    byte[] image = new byte[32 * 32 * 3];
    new Random(seed).nextBytes(image);
    return image;
  }
}
