package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.PruneTokens;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Npy;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.reference.FloatReference;
import dev.vitcc.reference.IntegerReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The digits transformers that were trained with selectors, held to what PyTorch had: logits, and
/// the tokens that enter blocks 2 and 3 of every image.
class DigitsPrunedTest {
  private static final Path PRUNED = Path.of("..", "examples", "digits", "pruned");
  private static final int CLASSES = 10;
  private static final int DIM = 48;
  private static final int IMAGES = 500;

  @Test
  void floatLogitsArePyTorchs() {
    LoadedModel loaded = load("pruned");
    List<float[]> logits = new References((done, of) -> {}).real(loaded, images(loaded));
    float[] expected = reals("prune_test_logits.npy");
    for (int i = 0; i < logits.size(); i++) {
      for (int c = 0; c < CLASSES; c++) {
        assertThat(logits.get(i)[c])
            .as("image %d, class %d", i, c)
            .isCloseTo(expected[i * CLASSES + c], within(1e-4f));
      }
    }
  }

  @Test
  void floatKeepsTheTokensThatPyTorchKept() throws IOException {
    LoadedModel loaded = load("pruned");
    FloatReference reference = new FloatReference(loaded.pruned());
    ImageSet.Raw images = images(loaded);
    byte[] expected = tokens("prune_test_tokens.npy");
    for (int i = 0; i < images.count(); i++) {
      List<Integer> tokens = new ArrayList<>();
      reference.run(
          images.image(i),
          (node, values) -> {
            if (node.op() instanceof PruneTokens) {
              tokens.add(values.length / DIM);
            }
          });
      assertThat(tokens)
          .as("image %d", i)
          .containsExactly((int) expected[2 * i], (int) expected[2 * i + 1]);
    }
  }

  /// @param right of 500 images in PyTorch; integers may be 0.6 points, three images, below
  @ParameterizedTest
  @CsvSource({"pruned, prune, 493", "w8a8, prune_w8a8, 497"})
  void integersAreNearWhatWasTrained(String name, String stored, int right) throws IOException {
    LoadedModel loaded = load(name);
    Model integer =
        new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none())
            .networks(loaded)
            .integer()
            .get();
    ImageSet.Raw images = images(loaded);
    int[] labels = loaded.images().labels(loaded.request().evaluate().orElseThrow());
    List<float[]> logits = new References((done, of) -> {}).integer(integer, images);

    assertThat(Accuracy.of(logits, labels).top1Percent()).isGreaterThanOrEqualTo((right - 3) / 5.0);
    assertThat(meanTokens(integer, images))
        .containsExactly(means(tokens(stored + "_test_tokens.npy")), within(0.1));
  }

  /// The mean number of tokens after each stage.
  private static double[] meanTokens(Model integer, ImageSet.Raw images) {
    IntegerReference reference = new IntegerReference(integer);
    List<Node> stages =
        integer.graph().nodes().stream().filter(n -> n.op() instanceof PruneTokens).toList();
    double[] sums = new double[stages.size()];
    for (int i = 0; i < images.count(); i++) {
      reference.run(
          images.image(i),
          (node, value) -> {
            int stage = stages.indexOf(node);
            if (stage >= 0) {
              sums[stage] += value.type().dim(0) / (double) images.count();
            }
          });
    }
    return sums;
  }

  private static double[] means(byte[] tokens) {
    double[] sums = new double[2];
    for (int i = 0; i < tokens.length; i++) {
      sums[i % 2] += 2.0 * tokens[i] / tokens.length;
    }
    return sums;
  }

  private static LoadedModel load(String name) {
    return new LoadModel(new Diagnostics())
        .run(PRUNED.resolve(name + ".vit"), request -> request, images -> {});
  }

  private static ImageSet.Raw images(LoadedModel loaded) {
    return loaded.images().evaluation(loaded.request().evaluate().orElseThrow());
  }

  private static float[] reals(String file) {
    return Npy.open(PRUNED.resolve(file)).floats();
  }

  /// Two bytes an image, behind the header.
  private static byte[] tokens(String file) throws IOException {
    byte[] all = Files.readAllBytes(PRUNED.resolve(file));
    return Arrays.copyOfRange(all, all.length - 2 * IMAGES, all.length);
  }
}
