package dev.vitcc.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.cli.compile.Design;
import dev.vitcc.cli.compile.MakeDesign;
import dev.vitcc.cli.load.Accuracy;
import dev.vitcc.cli.load.LoadImages;
import dev.vitcc.cli.load.LoadModel;
import dev.vitcc.cli.load.LoadedModel;
import dev.vitcc.cli.load.References;
import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.ir.program.Evaluated;
import dev.vitcc.ir.program.Formats;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.passes.approximate.LayerFunction;
import dev.vitcc.passes.manager.PassContext;
import dev.vitcc.passes.quantize.RangeCache;
import dev.vitcc.testbenches.verilator.SimulationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The trained digits transformer with polynomials in the place of tables, and with the functions
/// of papers.
class DigitsFunctionsTest {
  private static final Path DIGITS = Path.of("..", "examples", "digits");
  private static final String CLAUSE =
      "approximate { gelu, exp, rsqrt, reciprocal polynomial error <= 1 ulp; }";
  private static final int FRAMES = 20;
  private static final int INDICES = 1024;

  @TempDir private Path folder;

  @Test
  void polynomialsLoseAtMostThreeTenthsOfAPoint() throws IOException {
    assertThat(top1(CLAUSE)).isGreaterThanOrEqualTo(top1("") - 0.3);
  }

  /// Networks that were not trained for it: HeatViT's delta of the softmax halves what attention
  /// adds.
  @ParameterizedTest
  @CsvSource({
    "gelu ibert; exp ibert;, 98.8",
    "exp ivit;, 98.8",
    "exp heatvit(delta = 0.5);, 85",
    "gelu heatvit(delta = 0.5);, 60"
  })
  void functionsOfPapersCompile(String lines, double least) throws IOException {
    assertThat(top1("approximate { " + lines + " }")).isGreaterThanOrEqualTo(least);
  }

  /// Each layer's lines at each index against GELU in reals, from the words that are loaded.
  @Test
  void everyIndexIsWithinTheBound() throws IOException {
    List<LayerFunction> functions = LayerFunction.of(design(CLAUSE).integer());
    assertThat(functions).hasSize(4);
    for (LayerFunction function : functions) {
      for (int place = 0; place < INDICES; place++) {
        double x = (place - INDICES / 2) * function.problem().in().step();
        double exact = gelu(x) - function.problem().out().offset();
        double codes = exact / function.problem().out().step();
        double limited = Math.max(-127, Math.min(127, codes));
        long found = function.lines().candidate().circuit().value(place);
        assertThat(Math.abs(found - limited)).isLessThan(1 + 1e-6);
      }
    }
  }

  /// By the trapezoid rule over the density, far out enough for nothing to be missed.
  private static double gelu(double x) {
    int steps = 4000;
    double from = Math.min(-12, x - 1);
    double width = (x - from) / steps;
    double sum = (density(from) + density(x)) / 2;
    for (int i = 1; i < steps; i++) {
      sum += density(from + i * width);
    }
    return x * sum * width;
  }

  private static double density(double t) {
    return Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void aBoundThatNoLinesKeepIsRefusedWithTheBestThatCanBeHad() {
    assertThatThrownBy(() -> design("approximate { gelu polynomial error <= 0.5 ulp; }"))
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("straight lines can't be within 0.5 ulp of GELU; the least")
        .hasMessageContaining("is 0.5");
  }

  @Test
  void hardwareIsBitExact() throws IOException, InterruptedException {
    HlsProgram.require();
    Simulator simulator = Simulator.require();
    LoadedModel model = load(CLAUSE);
    Design design = design(model);
    Formats formats = design.program().engine().formats();
    assertThat(formats.lines().exist()).isTrue();
    assertThat(formats.evaluated()).isEqualTo(new Evaluated(true, true));
    ImageSet.Raw all = model.images().openRaw(DIGITS.resolve("test_images.npy"));
    List<byte[]> images = LoadImages.take(all, FRAMES);
    Sample sample = new Sample("digits", design.integer(), images);
    Trial trial = new Trial(sample, design.program(), design.memoryImage());
    InterpreterAgreesTest.agrees(trial);
    Path rtl = Files.createDirectory(folder.resolve("rtl"));
    Simulator.write(trial, rtl);
    simulator.passes(SimulationRequest.of(rtl, FRAMES), trial);
    Path hls = Files.createDirectory(folder.resolve("hls"));
    HlsProgram.write(trial, hls);
    assertThat(HlsProgram.passes(trial, hls).frames()).isEqualTo(FRAMES);
  }

  private double top1(String clause) throws IOException {
    LoadedModel model = load(clause);
    var evaluate = model.request().evaluate().orElseThrow();
    ImageSet.Raw images = model.images().evaluation(evaluate);
    int[] labels = model.images().labels(evaluate);
    var integer =
        new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none())
            .networks(model)
            .integer()
            .get();
    References references = new References((done, of) -> {});
    return Accuracy.of(references.integer(integer, images), labels).top1Percent();
  }

  private Design design(String clause) throws IOException {
    return design(load(clause));
  }

  private static Design design(LoadedModel model) {
    return new MakeDesign(PassContext.quiet(), List.of(), RangeCache.none()).run(model);
  }

  /// The example with another clause.
  private LoadedModel load(String clause) throws IOException {
    Path digits = folder.resolve("digits");
    Path file = digits.resolve("polynomial.vit");
    if (!Files.exists(file)) {
      Trees.copy(DIGITS, digits);
    }
    String text = Files.readString(DIGITS.resolve("polynomial.vit"));
    assertThat(text).contains(CLAUSE);
    Files.writeString(file, text.replace(CLAUSE, clause));
    return new LoadModel(new Diagnostics()).run(file, request -> request, images -> {});
  }
}
