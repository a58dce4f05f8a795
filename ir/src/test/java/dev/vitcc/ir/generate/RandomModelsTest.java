package dev.vitcc.ir.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.text.GraphParser;
import dev.vitcc.ir.text.GraphPrinter;
import dev.vitcc.ir.verify.GraphVerifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every random model keeps, and that between them they have everything.
class RandomModelsTest {
  private static final int SEEDS = 300;

  @Test
  void everyModelIsLegalAndUsesAllItHas() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Model model = RandomModels.vit(seed, VitLimits.SMALL);
      VitShape shape = RandomModels.shape(seed, VitLimits.SMALL);
      assertThat(GraphVerifier.findings(model.graph())).as("seed " + seed).isEmpty();
      String logits = model.graph().outputs().getFirst();
      assertThat(model.graph().node(logits).type().shape()).containsExactly(1, shape.classes());
      for (Node node : model.graph().nodes()) {
        if (node.op() instanceof Parameter parameter) {
          assertThat(model.parameters().get(parameter.key()).type()).isEqualTo(parameter.type());
        }
      }
    }
  }

  @Test
  void everyGraphPrintsAndParses() {
    for (long seed = 0; seed < 40; seed++) {
      Model model = RandomModels.vit(seed, VitLimits.TINY);
      String text = GraphPrinter.print(model.graph());
      assertThat(GraphParser.parse("random", text)).isEqualTo(model.graph());
    }
  }

  @Test
  void aSeedGivesOneModelAndAnotherSeedAnother() {
    Model one = RandomModels.vit(7, VitLimits.SMALL);
    Model again = RandomModels.vit(7, VitLimits.SMALL);
    assertThat(again.graph()).isEqualTo(one.graph());
    for (String key : one.parameters().keys()) {
      assertThat(again.parameters().reals(key)).containsExactly(one.parameters().reals(key));
    }
    Set<VitShape> shapes = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      shapes.add(RandomModels.shape(seed, VitLimits.SMALL));
    }
    assertThat(shapes).hasSizeGreaterThan(SEEDS - 5);
  }

  @Test
  void theSeedsFixTheValuesOnEveryMachine() {
    float[] values = RandomModels.vit(1, VitLimits.TINY).parameters().reals("cls_token");
    assertThat(values[0]).isEqualTo(2.0154705f);
  }

  @Test
  void everyVariationComesUp() {
    List<VitShape> shapes =
        IntStream.range(0, SEEDS).mapToObj(s -> RandomModels.shape(s, VitLimits.SMALL)).toList();
    List<Predicate<VitShape>> variations =
        List.of(
            s -> s.height() != s.width(),
            s -> s.channels() == 1,
            s -> s.channels() == 4,
            s -> s.patch() == 1,
            s -> s.patch() == 7,
            s -> s.patches() == 1,
            s -> s.distilled(),
            s -> s.registerTokens() == 2,
            s -> !s.position(),
            s -> s.heads() == 3,
            s -> s.headDim() == 4,
            s -> s.headDim() == 32,
            s -> s.headDim() % 2 == 1,
            s -> s.hidden() % s.dim() != 0,
            s -> s.tokens() % 2 == 1,
            s -> s.depth() == 3,
            s -> s.classes() == 2,
            s -> s.classes() == 20);
    for (int i = 0; i < variations.size(); i++) {
      assertThat(shapes).as("variation " + i).anyMatch(variations.get(i));
    }
  }

  @Test
  void imagesAreOfTheModelAndDiffer() {
    Model model = RandomModels.vit(3, VitLimits.SMALL);
    List<TensorData> images = RandomModels.images(5, model.graph(), 6);
    Set<String> different = new HashSet<>();
    for (TensorData image : images) {
      assertThat(image.type()).isEqualTo(model.graph().node("image").type());
      if (image instanceof TensorData.Bytes bytes) {
        different.add(java.util.Arrays.toString(bytes.values()));
      }
    }
    assertThat(different).hasSize(6);
  }

  @Test
  void buildsTheShapesOfDeit() {
    Model tiny = RandomModels.vit(1, VitShape.deit(3, true));
    assertThat(GraphVerifier.findings(tiny.graph())).isEmpty();
    assertThat(tiny.graph().node("position").type().shape()).containsExactly(198, 192);
    assertThat(VitShape.deit(3, false).tokens()).isEqualTo(197);
  }
}
