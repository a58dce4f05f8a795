package dev.vitcc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.ElementType;
import dev.vitcc.ir.GraphBuilder;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.TensorType;
import dev.vitcc.ir.data.Parameters;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.SourceLocation;
import dev.vitcc.ir.op.Input;
import dev.vitcc.ir.op.Normalize;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.PatchEmbed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the float reference shows and refuses.
class FloatReferenceTest {
  private static final SourceLocation HERE = SourceLocation.ofFile("test");

  @Test
  void normalizesUnsignedBytes() {
    FloatReference reference = new FloatReference(model(TensorType.of(ElementType.F32, 1)));

    assertThat(reference.logits(new byte[] {1, 2, 3, (byte) 255})).containsExactly(2 * 261 - 4 + 2);
  }

  @Test
  void takesAnImageThatIsNormalizedAlready() {
    FloatReference reference = new FloatReference(model(TensorType.of(ElementType.F32, 1)));

    assertThat(reference.runNormalized(new float[] {1, -2, 3, 0.5f}, (node, values) -> {}))
        .containsExactly(4.5f);
  }

  @Test
  void observesEveryValueButTheParameters() {
    Map<String, float[]> seen = new LinkedHashMap<>();

    new FloatReference(model(TensorType.of(ElementType.F32, 1)))
        .run(new byte[] {0, 1, 2, (byte) 200}, (node, values) -> seen.put(node.name(), values));

    assertThat(seen.keySet()).containsExactly("image", "normalized", "patches");
    assertThat(seen.get("image")).containsExactly(0, 1, 2, 200);
    assertThat(seen.get("normalized")).containsExactly(-1, 1, 3, 399);
    assertThat(seen.get("patches")).containsExactly(2 * 203 - 4 + 2);
  }

  @Test
  void imagesOfABatchKeepTheirOrder() {
    FloatReference reference = new FloatReference(model(TensorType.of(ElementType.F32, 1)));
    List<float[]> logits =
        reference.logits(List.of(new byte[] {0, 0, 0, 0}, new byte[] {1, 1, 1, 1}));

    assertThat(logits.get(0)).containsExactly(-2);
    assertThat(logits.get(1)).containsExactly(6);
  }

  @Test
  void refusesAParameterOfAnotherType() {
    assertThatThrownBy(() -> new FloatReference(model(TensorType.of(ElementType.F32, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter bias must be f32[1], found f32[2]");
  }

  /// The sum of `2 * byte - 1` over four pixels, plus 2.
  private static Model model(TensorType bias) {
    GraphBuilder builder = new GraphBuilder("floats");
    TensorType ones = TensorType.of(ElementType.F32, 1, 1, 2, 2);
    Node image = builder.add("image", new Input(TensorType.of(ElementType.U8, 2, 2, 1)), HERE);
    Node normalized =
        builder.add("normalized", new Normalize(2, List.of(1.0), List.of(1.0)), HERE, image);
    Node weight = builder.add("weight", new Parameter("weight", ones), HERE);
    Node offset =
        builder.add("bias", new Parameter("bias", TensorType.of(ElementType.F32, 1)), HERE);
    builder.add("patches", new PatchEmbed(2), HERE, normalized, weight, offset);
    float[] biases = new float[bias.dim(0)];
    Arrays.fill(biases, 2);
    Parameters parameters =
        Parameters.none()
            .with("weight", new TensorData.Reals(ones, new float[] {1, 1, 1, 1}))
            .with("bias", new TensorData.Reals(bias, biases));
    return new Model(builder.build(List.of("patches")), parameters);
  }
}
