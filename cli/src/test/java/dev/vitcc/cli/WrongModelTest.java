package dev.vitcc.cli;

import static dev.vitcc.cli.Invocation.vitcc;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with the model or its files: exit code 1, all of it at once, nothing is written.
class WrongModelTest {
  @TempDir private Path folder;

  private Invocation compile(String text) throws IOException {
    Invocation invocation = vitcc(TinyModel.in(folder, text), "-o", folder.resolve("build"));
    assertThat(folder.resolve("build")).doesNotExist();
    return invocation;
  }

  private void refuses(String text, String... words) throws IOException {
    Invocation invocation = compile(text);
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err()).contains(words).doesNotContain("bug of vitcc");
  }

  private static String with(String old, String other) {
    assertThat(TinyModel.TEXT).contains(old);
    return TinyModel.TEXT.replace(old, other);
  }

  @Test
  void showsSyntaxErrorWithLineAndCaret() throws IOException {
    refuses(with("repeat 1 {", "repeat {"), "tiny.vit:9:", "repeat { x = encoder(x); }", "^");
  }

  @Test
  void showsAllErrorsAtOnceWithWhatWasMeant() throws IOException {
    refuses(
        TinyModel.TEXT.replace("prepend_class_token", "prepend_clas_token").replace("mlp(", "mpl("),
        "did you mean 'prepend_class_token'?",
        "did you mean 'mlp'?",
        "2 errors");
  }

  @Test
  void namesBothShapes() throws IOException {
    refuses(with("return a + mlp(layer_norm(a)", "return image + mlp(layer_norm(a)"), "error[E02");
  }

  @Test
  void refusesUnsupportedClauseByName() throws IOException {
    refuses(
        with("activations fixed(8)", "activations binary"), "not supported yet: the format binary");
  }

  @Test
  void asksForTheFrameRateThatTokensAreToBeDroppedFor() throws IOException {
    refuses(
        TinyModel.TEXT + "prune { auto; }\n",
        "E0510",
        "prune: auto drops tokens for a frame rate, and none is asked for",
        "--fps 60");
  }

  @Test
  void tellsThatOneBlockHasNoBlockBeforeIt() throws IOException {
    Path model = TinyModel.in(folder, TinyModel.TEXT + "prune { auto; }\n");
    Invocation wrong = vitcc(model, "-o", folder.resolve("build"), "--fps", "1000000");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("E0510", "there is no block that tokens could be dropped before");
  }

  @Test
  void tellsMissingModelFile() {
    Invocation invocation = vitcc(folder.resolve("none.vit"), "-o", folder.resolve("build"));
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(invocation.err()).contains("none.vit", "E0401", "there is no such file");
  }

  @Test
  void tellsModelThatIsNoText() throws IOException {
    Path model = Files.write(folder.resolve("m.vit"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Invocation invocation = vitcc(model, "-o", folder.resolve("build"));
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(invocation.err()).contains("is not UTF-8");
  }

  @Test
  void tellsUnknownBoardMissingWeightsAndMissingImagesTogether() throws IOException {
    refuses(
        with("weights random(seed = 1);", "weights \"w.safetensors\" naming timm;")
            .replace("target zcu102", "calibrate \"c.npy\" images 4;\ntarget zcu1O2"),
        "E0501",
        "did you mean 'zcu102'?",
        "w.safetensors",
        "c.npy",
        "3 errors");
  }

  @Test
  void tellsBoardOfCommandLine() throws IOException {
    Path model = TinyModel.in(folder);
    Invocation unknown = vitcc(model, "-o", folder.resolve("build"), "--board", "nexys");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("--board: error[E0501]", "unknown board 'nexys'");
    Invocation missing = vitcc(model, "-o", folder.resolve("build"), "--board", "my/board.json");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("board.json", "there is no such file");
  }

  @Test
  void tellsTruncatedAndHostileSafetensors() throws IOException {
    String model = with("weights random(seed = 1);", "weights \"w.safetensors\" naming timm;");
    Path weights = folder.resolve("w.safetensors");

    Files.write(weights, new byte[] {1, 2, 3});
    refuses(model, "w.safetensors", "E0402");
    Files.write(weights, safetensors(1L << 40, "{}", 0));
    refuses(model, "w.safetensors", "E0402");
    String tensor = "\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
    String cut = "{" + tensor.formatted("a", 0, 8) + "}";
    Files.write(weights, safetensors(cut.length(), cut, 4));
    refuses(model, "w.safetensors", "E0403");
    String overlapping =
        "{" + tensor.formatted("a", 0, 8) + "," + tensor.formatted("b", 4, 12) + "}";
    Files.write(weights, safetensors(overlapping.length(), overlapping, 12));
    refuses(model, "w.safetensors", "E0403");
  }

  @Test
  void listsAllTensorsThatAreMissingLeftOverOrMisshaped() throws IOException {
    String header =
        "{\"cls_token\":{\"dtype\":\"F32\",\"shape\":[1,1,9],\"data_offsets\":[0,36]},"
            + "\"spare.weight\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[36,40]}}";
    Files.write(folder.resolve("w.safetensors"), safetensors(header.length(), header, 40));
    refuses(
        with("weights random(seed = 1);", "weights \"w.safetensors\" naming timm;"),
        "cls_token",
        "[1, 1, 9]",
        "spare.weight",
        "patch_embed.proj.weight",
        "pos_embed",
        "blocks.0.attn.qkv.weight",
        "head.bias");
  }

  @Test
  void tellsLabelsThatDontFitTheImages() throws IOException {
    Files.write(folder.resolve("i.idx"), idx(new int[] {2, 4, 4}));
    Files.write(folder.resolve("l.idx"), idx(new int[] {3}));
    refuses(with("target zcu102", "evaluate \"i.idx\" labels \"l.idx\";\ntarget zcu102"), "E0416");
  }

  @Test
  void runRefusesNormalisedImagesForIntegers() throws IOException {
    Path model = TinyModel.in(folder);
    Path logits = folder.resolve("reals.npy");
    Files.write(folder.resolve("i.idx"), idx(new int[] {2, 4, 4}));
    assertThat(vitcc("run", model, "--input", folder.resolve("i.idx"), "--output", logits).code())
        .isZero();
    assertThat(logits).isNotEmptyFile();
    Invocation wrong = vitcc("run", model, "--input", logits, "--engine", "integer");
    assertThat(wrong.code()).isEqualTo(1);
  }

  private static byte[] safetensors(long headerLength, String header, int bytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(text)
        .array();
  }

  private static byte[] idx(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + size);
    file.put(new byte[] {0, 0, 8, (byte) shape.length});
    for (int extent : shape) {
      file.putInt(extent);
    }
    return file.array();
  }
}
