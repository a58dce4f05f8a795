package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.Graph;
import dev.vitcc.ir.Model;
import dev.vitcc.ir.Node;
import dev.vitcc.ir.data.TensorData;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.op.IntegerLinear;
import dev.vitcc.ir.op.Parameter;
import dev.vitcc.ir.op.Requantize;
import dev.vitcc.ir.program.StationarySource;
import dev.vitcc.ir.request.CompileRequest;
import dev.vitcc.ir.request.EngineParameter;
import dev.vitcc.ir.request.Setting;
import dev.vitcc.ir.request.TargetClause;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Npy;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The digits transformer as it was trained in other formats than 8-bit fixed point, held to the
/// logits that PyTorch had for the quantised model.
class DigitsFormatsTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");
  private static final Path FORMATS = DIGITS.resolve("formats");
  private static final int CLASSES = 10;
  private static final int FRAMES = 5;

  @TempDir private Path folder;

  /// @param right of 500 images in PyTorch: integers may be 0.6 points, three images, below
  @ParameterizedTest
  @CsvSource({
    "w8a8, 496",
    "w4a8, 496",
    "w4a4, 490",
    "w1a8, 497",
    "mixpot_a8, 498",
    "mixpot_a4, 495"
  })
  void trainedScalesGiveTheTrainedModel(String name, int right) {
    LoadedModel model = load(FORMATS.resolve(name + ".vit"));
    List<float[]> logits = integerLogits(model);

    assertThat(accuracy(model, logits)).isGreaterThanOrEqualTo(right - 3);
    assertThat(agreement(name, logits)).isGreaterThanOrEqualTo(493);
  }

  @ParameterizedTest
  @CsvSource({
    "w8a8, 493",
    "w4a8, 493",
    "w4a4, 485",
    "w1a8, 493",
    "mixpot_a8, 493",
    "mixpot_a4, 485"
  })
  void calibrationFindsStepsAsGood(String name, int agreeing) throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits")).resolve("formats/" + name + ".vit");
    String text = Files.readString(copy);
    String clause = "scales \"" + name + ".json\";\n";
    assertThat(text).contains(clause);
    Files.writeString(copy, text.replace(clause, ""));

    assertThat(agreement(name, integerLogits(load(copy)))).isGreaterThanOrEqualTo(agreeing);
  }

  /// Rows of powers of two where the engine has columns for them, of 8 bits elsewhere.
  @Test
  void formatsThatFollowColumnsLoseNothing() {
    LoadedModel model = load(FORMATS.resolve("columns_a8.vit"));
    List<float[]> logits = integerLogits(model);

    assertThat(accuracy(model, logits)).isGreaterThanOrEqualTo(498 - 3);
    assertThat(agreement("mixpot_a8", logits)).isGreaterThanOrEqualTo(493);
  }

  /// Each column of each linear layer is requantised by a power of two, whatever its weights.
  @ParameterizedTest
  @ValueSource(ints = {8, 4})
  void shiftsAloneRequantise(int bits) throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits")).resolve("digits.vit");
    String text = Files.readString(copy);
    String quantize = "quantize { weights fixed(8); activations fixed(8); }";
    String shifts =
        "quantize { weights fixed(%d); activations fixed(%d); first, last fixed(8); "
            + "requantize shift_only; }";
    assertThat(text).contains(quantize);
    Files.writeString(copy, text.replace(quantize, shifts.formatted(bits, bits)));
    LoadedModel model = load(copy);
    Model integer =
        new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none())
            .networks(model)
            .integer()
            .get();

    Graph graph = integer.graph();
    int columns = 0;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Requantize
          && graph.operand(node, 0).op() instanceof IntegerLinear
          && graph.operand(node, 1).op() instanceof Parameter scales
          && integer.parameters().get(scales.key()) instanceof TensorData.Words packed) {
        for (int scale : packed.values()) {
          assertThat(Integer.bitCount(scale & 0x1ffff)).as(node.name()).isEqualTo(1);
          columns++;
        }
      }
    }
    assertThat(columns).isEqualTo(48 + 4 * (3 * 48 + 48 + 96 + 48) + 10);
    if (bits == 8) {
      assertThat(accuracy(model, integerLogits(model))).isGreaterThanOrEqualTo(497 - 3);
    }
  }

  /// GELU as I-BERT has it costs at most 0.3 points of the 497 images that are right with the exact
  /// one; with HeatViT's delta it is another function, which this network was not trained for.
  @ParameterizedTest
  @CsvSource({"ibert, 496, 500", "heatvit(delta = 0.5), 0, 400"})
  void namedPolynomialsStandForGelu(String method, int least, int most) throws IOException {
    Path copy = Trees.copy(DIGITS, folder.resolve("digits")).resolve("digits.vit");
    Files.writeString(copy, Files.readString(copy) + "approximate { gelu " + method + "; }\n");
    LoadedModel model = load(copy);
    assertThat(accuracy(model, integerLogits(model))).isBetween(least, most);
  }

  /// Gains of columns, codes of fewer bits, both, and formats that follow columns.
  @Test
  void simulatedFramesAreBitExact() throws IOException, InterruptedException {
    Simulator simulator = Simulator.require();
    for (String name : List.of("w1a8", "w4a4", "columns_a8")) {
      Trial trial = trial(name, Map.of());
      Path build = Files.createDirectory(folder.resolve(name));
      Simulator.write(trial, build);
      simulator.passes(SimulationRequest.of(build, FRAMES), trial);
    }
  }

  /// @param narrow columns of lookup tables; in mixpot no group has rows for them side by side
  @ParameterizedTest
  @CsvSource({"w4a4, 0", "columns_a8, 16"})
  void hlsFramesAreBitExact(String name, int narrow) throws IOException, InterruptedException {
    hlsAgrees(name, narrow);
  }

  @Tag("nightly")
  @ParameterizedTest
  @CsvSource({"w4a8, 0", "w1a8, 16", "mixpot_a4, 0"})
  void nightlyHlsFramesAreBitExact(String name, int narrow)
      throws IOException, InterruptedException {
    hlsAgrees(name, narrow);
  }

  private void hlsAgrees(String name, int narrow) throws IOException, InterruptedException {
    HlsProgram.require();
    Trial trial = trial(name, Map.of(EngineParameter.NARROW, narrow));
    assertThat(NarrowColumnsTest.sources(trial).contains(StationarySource.MIXED))
        .isEqualTo(narrow > 0);
    HlsProgram.write(trial, folder);
    assertThat(HlsProgram.passes(trial, folder).frames()).isEqualTo(FRAMES);
  }

  private static Trial trial(String name, Map<EngineParameter, Integer> pins) {
    LoadedModel model = load(FORMATS.resolve(name + ".vit"), request -> pinned(request, pins));
    Design design = new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(model);
    List<byte[]> images = LoadImages.take(images(model), FRAMES);
    return new Trial(
        new Sample(name, design.integer(), images), design.program(), design.memoryImage());
  }

  private static CompileRequest pinned(CompileRequest request, Map<EngineParameter, Integer> pins) {
    TargetClause target = request.target();
    Map<EngineParameter, Setting<Integer>> engine = new EnumMap<>(EngineParameter.class);
    pins.forEach(
        (parameter, value) -> engine.put(parameter, new Setting<>(value, target.location())));
    return request.withTarget(target.withEngine(engine));
  }

  private static LoadedModel load(Path file) {
    return load(file, request -> request);
  }

  private static LoadedModel load(Path file, UnaryOperator<CompileRequest> change) {
    return new LoadModel(new Diagnostics()).run(file, change, images -> {});
  }

  private static ImageSet.Raw images(LoadedModel model) {
    return model.images().evaluation(model.request().evaluate().orElseThrow());
  }

  private static List<float[]> integerLogits(LoadedModel model) {
    Model integer =
        new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none())
            .networks(model)
            .integer()
            .get();
    return new References((done, of) -> {}).integer(integer, images(model));
  }

  private static int accuracy(LoadedModel model, List<float[]> logits) {
    int[] labels = model.images().labels(model.request().evaluate().orElseThrow());
    return Accuracy.of(logits, labels).top1();
  }

  /// Images whose greatest logit is that of the quantised model in PyTorch.
  private static int agreement(String name, List<float[]> logits) {
    float[] trained = Npy.open(FORMATS.resolve(name + "_test_logits.npy")).floats();
    assertThat(trained).hasSize(logits.size() * CLASSES);
    int[] classes = new int[logits.size()];
    for (int image = 0; image < classes.length; image++) {
      for (int c = 1; c < CLASSES; c++) {
        boolean greater = trained[image * CLASSES + c] > trained[image * CLASSES + classes[image]];
        classes[image] = greater ? c : classes[image];
      }
    }
    return Accuracy.of(logits, classes).top1();
  }
}
