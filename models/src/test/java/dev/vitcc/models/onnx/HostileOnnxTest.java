package dev.vitcc.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.ir.diagnostic.Diagnostics;
import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import dev.vitcc.models.imports.ImportOptions;
import dev.vitcc.models.imports.ModelImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that no exporter wrote are refused with a diagnostic, whatever is in them.
class HostileOnnxTest {
  private static final int CHANGED = 60;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // graph of so many bytes
        "3a 05 | is no ONNX file: 5 bytes are claimed, 0 are left",
        "3a ff ff ff ff ff ff ff ff 7f | is no ONNX file: 9223372036854775807 bytes are claimed, 0 are left",
        "3a ff ff ff ff ff ff ff ff ff 01 | is no ONNX file: 18446744073709551615 bytes are claimed, 0 are left",
        "3a ff ff ff ff ff ff ff ff ff ff 01 | is no ONNX file: a number has more than 10 bytes",
        "08 07 | is no ONNX file: there is no graph in it",
        "3b | is no ONNX file: field 7 has wire type 3",
        "38 01 | is no ONNX file: field 7 has wire type 0, expected 2",
        "00 | is no ONNX file: there is no field 0",
        // an initializer: dims 2^31, float
        "3a 0a 2a 08 08 80 80 80 80 08 10 01 | is no ONNX file: tensor '' has shape [2147483648]",
        // dims 2^30 four times, float
        "3a 1a 2a 18 08 80 80 80 80 04 08 80 80 80 80 04 08 80 80 80 80 04 08 80 80 80 80 04 | is no ONNX file: tensor '' has element type 0",
        "3a 1c 2a 1a 08 80 80 80 80 04 08 80 80 80 80 04 08 80 80 80 80 04 08 80 80 80 80 04 10 01 | too many elements",
        // three floats, one there
        "3a 0c 2a 0a 08 03 10 01 4a 04 00 00 00 00 | needs 12 bytes and has 4",
        // external, up the folders
        "3a 1f 2a 1d 08 01 10 01 6a 15 0a 08 6c 6f 63 61 74 69 6f 6e 12 09 2e 2e 2f 73 65 63 72 65 74 70 01 | is in '../secret', expected a file beside the model",
      })
  void refusesBrokenMessages(String bytes, String message) throws IOException {
    Path file =
        Files.write(folder.resolve("x.onnx"), HexFormat.ofDelimiter(" ").parseHex(bytes.strip()));
    assertThat(Findings.of(() -> read(file))).singleElement().asString().contains(message);
  }

  @Test
  void refusesEveryCut() throws IOException {
    byte[] whole = Files.readAllBytes(Digits.file("digits.onnx"));
    for (int length = 0; length < whole.length; length += 9_999) {
      Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));
      assertThat(Findings.of(() -> read(file))).isNotEmpty();
    }
  }

  /// Changed bytes give another model or diagnostics, and never anything else.
  @Test
  void survivesChangedBytes() throws IOException {
    byte[] whole = Files.readAllBytes(Digits.file("digits.onnx"));
    Random random = new Random(1);
    for (int i = 0; i < CHANGED; i++) {
      byte[] changed = whole.clone();
      for (int j = random.nextInt(1, 4); j > 0; j--) {
        changed[place(random, whole.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("changed.onnx"), changed);
      try {
        assertThat(read(file).companions()).isNotEmpty();
      } catch (CompileException e) {
        assertThat(e.diagnostics()).isNotEmpty();
      }
    }
  }

  /// Mostly where nodes are, and not among weights.
  private static int place(Random random, int length) {
    return random.nextInt(10) == 0 ? random.nextInt(length) : random.nextInt(30_000);
  }

  private static dev.vitcc.models.imports.Imported read(Path file) {
    return ModelImport.run(file, ImportOptions.of(file.resolveSibling("m.vit")), new Diagnostics());
  }
}
