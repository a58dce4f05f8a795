package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Npy;
import dev.vitcc.models.imports.ImportOptions;
import dev.vitcc.models.imports.ModelImport;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trained digits transformer: as right as PyTorch, as near to its logits, and simulated.
///
/// That all 500 images are simulated is for `vitcc examples/digits/digits.vit --sim`; here some
/// are.
class DigitsTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");
  private static final String TIMM = "weights \"digits.safetensors\" naming timm;";
  private static final String HUGGING_FACE =
      "weights \"huggingface/model.safetensors\" naming huggingface;";
  private static final int CLASSES = 10;
  private static final int FRAMES = 20;

  @TempDir private Path folder;

  @Test
  void floatLogitsArePytorchsWithTimmNames() {
    assertNearPytorch(logits(DIGITS.resolve("digits.vit")));
  }

  @Test
  void floatLogitsArePytorchsWithHuggingFaceNames() throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits")).resolve("digits.vit");
    String text = Files.readString(copy);
    assertThat(text).contains(TIMM);
    Files.writeString(copy, text.replace(TIMM, HUGGING_FACE));
    assertNearPytorch(logits(copy));
  }

  @Test
  void floatLogitsArePytorchsOnceImportedFromHuggingFace() throws IOException {
    LoadedModel model = imported("huggingface", Optional.empty());
    LoadImages images = model.images();
    assertNearPytorch(logits(model, images.open(DIGITS.resolve("test_images.npy"))));
  }

  /// A timm checkpoint does not say how its images were normalised, so they are given normalised.
  @Test
  void floatLogitsArePytorchsOnceImportedFromTimm() throws IOException {
    ImageSet.Raw raw = load(DIGITS.resolve("digits.vit")).images().openRaw(testImages());
    ImageSet normalized =
        new ImageSet.Normalized(
            raw.count(), raw.height(), raw.width(), 1, i -> normalize(raw.image(i)));
    assertNearPytorch(logits(imported("digits.safetensors", Optional.of(3)), normalized));
  }

  @Test
  void floatIsAsRightAsPytorchAndIntegersNearlySo() {
    LoadedModel model = load(DIGITS.resolve("digits.vit"));
    var clause = model.request().evaluate().orElseThrow();
    ImageSet.Raw images = model.images().evaluation(clause);
    int[] labels = model.images().labels(clause);
    References references = new References((done, of) -> {});

    assertThat(labels).hasSize(500);
    assertThat(Accuracy.of(references.real(model, images), labels).top1()).isEqualTo(497);
    var integer =
        new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none())
            .networks(model)
            .integer()
            .get();
    assertThat(Accuracy.of(references.integer(integer, images), labels).top1Percent())
        .isGreaterThanOrEqualTo(98.9);
  }

  @Test
  void simulatedFramesAreBitExact() throws IOException, InterruptedException {
    Simulator simulator = Simulator.require();
    LoadedModel model = load(DIGITS.resolve("digits.vit"));
    Design design = new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(model);
    List<byte[]> images = LoadImages.take(model.images().openRaw(testImages()), FRAMES);
    Trial trial =
        new Trial(
            new Sample("digits", design.integer(), images), design.program(), design.memoryImage());
    Simulator.write(trial, folder);
    simulator.passes(SimulationRequest.of(folder, FRAMES), trial);
  }

  private static Path testImages() {
    return DIGITS.resolve("test_images.npy");
  }

  private static LoadedModel load(Path file) {
    Diagnostics warnings = new Diagnostics();
    LoadedModel model = new LoadModel(warnings).run(file, request -> request, images -> {});
    assertThat(warnings.all()).isEmpty();
    return model;
  }

  private LoadedModel imported(String checkpoint, Optional<Integer> heads) throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits"));
    Path file = copy.resolve("imported.vit");
    ImportOptions options =
        heads.map(ImportOptions.of(file)::withHeads).orElseGet(() -> ImportOptions.of(file));
    Files.writeString(
        file, ModelImport.run(copy.resolve(checkpoint), options, new Diagnostics()).text());
    return load(file);
  }

  private static List<float[]> logits(Path file) {
    LoadedModel model = load(file);
    return logits(model, model.images().open(testImages()));
  }

  private static List<float[]> logits(LoadedModel model, ImageSet images) {
    return new References((done, of) -> {}).real(model, images);
  }

  private static float[] normalize(byte[] image) {
    float[] reals = new float[image.length];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = (float) ((image[i] / 16.0 - 0.305) / 0.376);
    }
    return reals;
  }

  /// Within 1e-4 of the greatest logit of the image.
  private static void assertNearPytorch(List<float[]> found) {
    float[] expected = Npy.open(DIGITS.resolve("pytorch_logits.npy")).floats();
    assertThat(expected).hasSize(found.size() * CLASSES);
    for (int image = 0; image < found.size(); image++) {
      double greatest = 0;
      double error = 0;
      for (int c = 0; c < CLASSES; c++) {
        float wanted = expected[image * CLASSES + c];
        greatest = Math.max(greatest, Math.abs(wanted));
        error = Math.max(error, Math.abs(wanted - found.get(image)[c]));
      }
      assertThat(error / greatest).as("image %d", image).isLessThan(1e-4);
    }
  }
}
