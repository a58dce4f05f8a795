package dev.vitcc.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Results are kept under a key: it changes with everything that they depend on, and nothing else.
class EvaluationKeyTest {
  private static final Path DIGITS = Path.of("../examples/digits");
  private static final List<String> FILES =
      List.of(
          "digits.vit",
          "digits.safetensors",
          "calib_images.npy",
          "test_images.npy",
          "test_labels.npy");

  @TempDir private Path folder;

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    for (String file : FILES) {
      Files.copy(DIGITS.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static String key(Path folder, String more) {
    Path file = folder.resolve("digits.vit");
    LoadedModel loaded = new LoadModel(new Diagnostics()).run(file, request -> request, i -> {});
    return new EvaluationKey().of(file, loaded, loaded.request().evaluate().orElseThrow(), more);
  }

  @Test
  void followsEveryFile() throws IOException {
    for (String file : FILES) {
      Path copy = copy("changed-" + file);
      String before = key(copy, "");
      // The last value's lowest byte, or the line feed at the end of the model.
      byte[] content = Files.readAllBytes(copy.resolve(file));
      if (file.endsWith(".vit")) {
        content[content.length - 1] = ' ';
      } else {
        content[content.length - (file.equals("test_labels.npy") ? Long.BYTES : 1)] ^= 1;
      }
      Files.write(copy.resolve(file), content);
      assertThat(key(copy, "")).as(file).isNotEqualTo(before);
    }
  }

  @Test
  void isTheSameWhereverFilesLie() throws IOException {
    assertThat(key(copy("here"), "")).isEqualTo(key(copy("there"), "")).isEqualTo(key(DIGITS, ""));
  }

  @Test
  void followsWhatIsMeasured() {
    assertThat(key(DIGITS, "0.1.0 float")).isNotEqualTo(key(DIGITS, "0.1.0 integer"));
  }
}
