package dev.vitcc.integration.onnx;

import static dev.vitcc.integration.onnx.ImportRun.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import dev.vitcc.integration.onnx.ImportRun.Invocation;
import dev.vitcc.integration.onnx.OnnxVit.Extents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Models that were imported from ONNX give the logits that ONNX Runtime gives of the file.
class OnnxImportTest {
  private static final double TOLERANCE = 1e-4;
  private static final Path DIGITS = Path.of("../examples/digits");

  @TempDir private Path folder;

  private static Stream<Map.Entry<String, VitStyle>> styles() {
    SequencedMap<String, VitStyle> all = new TreeMap<>();
    all.put("timm", VitStyle.timm());
    all.put("timm, opset 13", VitStyle.timm().with(13).with(VitStyle.Norm.WRITTEN_OUT));
    all.put("timm, distilled", VitStyle.timm().with(VitStyle.Tokens.DISTILLED));
    all.put("Hugging Face", VitStyle.huggingFace());
    all.put("dynamo", VitStyle.dynamo());
    all.put("norm by reciprocal", VitStyle.huggingFace().with(VitStyle.Norm.BY_RECIPROCAL));
    all.put("norm written out in opset 18", VitStyle.dynamo().with(VitStyle.Norm.WRITTEN_OUT));
    all.put("Gelu op", VitStyle.dynamo().with(VitStyle.Gelu.OP));
    all.put("Gelu in a function", VitStyle.dynamo().with(VitStyle.Gelu.FUNCTION));
    all.put("heads side by side", VitStyle.timm().with(VitStyle.Qkv.BY_HEAD));
    all.put("no bias of keys", VitStyle.timm().with(VitStyle.Qkv.SEPARATE_WITHOUT_KEY_BIAS));
    all.put("fused attention", VitStyle.timm().with(VitStyle.Qkv.FUSED));
    all.put("fused heads", VitStyle.timm().with(VitStyle.Qkv.FUSED_HEADS));
    all.put("no scale", VitStyle.timm().with(VitStyle.Scale.NONE));
    all.put(
        "no position of the class token",
        VitStyle.timm().with(VitStyle.Tokens.CLASS_WITHOUT_POSITION));
    all.put("norm of the token alone", VitStyle.timm().with(VitStyle.Select.BEFORE_NORM));
    return all.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void givesTheLogitsOfTheGraph(Map.Entry<String, VitStyle> style)
      throws IOException, OrtException {
    Path onnx = OnnxVit.write(folder.resolve("vit.onnx"), Extents.SMALL, style.getValue(), 1);
    assertThat(differenceOf(onnx, onnx, Extents.SMALL, 3)).isLessThan(TOLERANCE);
  }

  /// Attention, norms, GELUs and sums of ONNX Runtime's own.
  @ParameterizedTest
  @EnumSource(
      value = OptLevel.class,
      names = {"BASIC_OPT", "EXTENDED_OPT"})
  void takesApartWhatARuntimeFused(OptLevel level) throws IOException, OrtException {
    for (VitStyle style : new VitStyle[] {VitStyle.timm(), VitStyle.huggingFace()}) {
      Path onnx = OnnxVit.write(folder.resolve("vit.onnx"), Extents.SMALL, style, 2);
      Path optimised = Oracle.optimised(onnx, folder.resolve("optimised.onnx"), level);
      assertThat(differenceOf(optimised, onnx, Extents.SMALL, 2)).isLessThan(TOLERANCE);
    }
  }

  @Test
  @Tag("nightly")
  void givesTheLogitsOfADeitTiny() throws IOException, OrtException {
    Path onnx = OnnxVit.write(folder.resolve("deit.onnx"), Extents.DEIT_TINY, VitStyle.dynamo(), 3);
    assertThat(differenceOf(onnx, onnx, Extents.DEIT_TINY, 1)).isLessThan(TOLERANCE);
  }

  /// The model that is imported, against the graph as the exporter left it.
  private static double differenceOf(Path imported, Path oracle, Extents vit, int count)
      throws IOException, OrtException {
    Path model = ImportRun.imported(imported, "--force", "--mean", "0", "--std", "1");
    int side = vit.side();
    float[][] images = ImportRun.images(count, vit.channels() * side * side, 7);
    return ImportRun.difference(
        ImportRun.logits(model, images, vit.channels(), side, side),
        Oracle.logits(oracle, images, 1, vit.channels(), side, side));
  }

  /// A file that PyTorch itself exported, with the logits that PyTorch gave.
  @Test
  void givesPyTorchsLogitsOfTheDigits() throws IOException {
    Path onnx = Files.copy(DIGITS.resolve("digits.onnx"), folder.resolve("digits.onnx"));
    Path model = ImportRun.imported(onnx, "--scale", "1/16", "--mean", "0.305", "--std", "0.376");
    float[][] found =
        ImportRun.logits(
            model, "float", DIGITS.resolve("test_images.npy"), folder.resolve("logits.npy"));
    float[][] expected = ImportRun.read(DIGITS.resolve("pytorch_logits.npy"));
    assertThat(found).hasSameDimensionsAs(expected);
    assertThat(ImportRun.difference(found, expected)).isLessThan(TOLERANCE);
    assertThat(Files.readString(model))
        .contains("normalize(scale = 1/16, mean = [0.305], std = [0.376])")
        .endsWith("weights \"digits.onnx.safetensors\" naming timm;\n");
  }

  /// Everything that can't be mapped, in nodes and in how they hang together.
  @Test
  void listsAllThatCantBeMapped() throws IOException {
    OnnxGraph graph = new OnnxGraph(17, false);
    String relu = graph.node("Relu", "image");
    String pooled = graph.node("GlobalAveragePool", relu);
    String padded = graph.node("Reshape", "image", graph.wholes(5, -1));
    String flat = graph.node("Flatten", pooled);
    String weight = graph.reals(new float[12], 3, 4);
    String sum = graph.node("Add", graph.node("MatMul", flat, weight), padded);
    Path onnx = graph.write(folder.resolve("cnn.onnx"), 1, List.of(3L, 8L, 8L), sum);
    Invocation refused = vitcc("import", onnx, "-o", folder.resolve("m.vit"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "node '/Relu_0' (Relu): vitcc has no such op",
            "node '/GlobalAveragePool_1' (GlobalAveragePool): vitcc has no such op",
            "node '/Reshape_3' (Reshape): shape [1, 3, 8, 8] does not become [5, -1]",
            "3 errors");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(onnx);
    }
  }

  @Test
  void asksBeforeItTakesAnotherGelu() throws IOException, OrtException {
    Path onnx =
        OnnxVit.write(
            folder.resolve("vit.onnx"), Extents.SMALL, VitStyle.timm().with(VitStyle.Gelu.TANH), 4);
    Path model = folder.resolve("vit.vit");
    Invocation refused = vitcc("import", onnx, "-o", model);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("(Mul): a GELU by tanh, expected the exact one by erf; --exact-gelu")
        .contains("2 errors");
    assertThat(model).doesNotExist();
    Path allowed = ImportRun.imported(onnx, "--exact-gelu");
    assertThat(allowed).exists();
  }

  @Test
  void replacesNothingUnasked() throws IOException {
    Path onnx = OnnxVit.write(folder.resolve("vit.onnx"), Extents.SMALL, VitStyle.timm(), 5);
    Path weights = Files.writeString(folder.resolve("vit.safetensors"), "mine");
    Path model = folder.resolve("vit.vit");
    Invocation refused = vitcc("import", onnx, "-o", model);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("vit.safetensors exists already");
    assertThat(weights).hasContent("mine");
    assertThat(model).doesNotExist();
  }
}
