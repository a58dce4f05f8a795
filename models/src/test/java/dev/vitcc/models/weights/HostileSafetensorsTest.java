package dev.vitcc.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSafetensorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileWithoutRoomForALength(int bytes) throws IOException {
    assertRefused(
        new byte[bytes],
        "E0402 the file has " + bytes + " bytes, too few for the length of a header");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 18446744073709551615",
    "9223372036854775807, 9223372036854775807",
    "100000001, 100000001"
  })
  void refusesAHeaderLengthBeyondTheLimit(long length, String shown) throws IOException {
    assertRefused(
        bytes(length, "{}", 0),
        "E0402 the header claims " + shown + " bytes, the most is 100000000");
  }

  @Test
  void refusesAHeaderLengthBeyondTheFile() throws IOException {
    assertRefused(
        bytes(100_000_000, "{}", 0), "E0402 the header claims 100000000 bytes, the file has 10");
    assertRefused(bytes(3, "{}", 0), "E0402 the header claims 3 bytes, the file has 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " {}", "[]", "version https://git-lfs.github.com/spec/v1"})
  void refusesAHeaderThatIsNoObject(String header) throws IOException {
    assertRefused(header, 0, "E0402 the header doesn't start with '{'");
  }

  @Test
  void refusesATensorNamedTwice() throws IOException {
    String tensor = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    assertRefused(
        "{" + tensor + "," + tensor + "}",
        4,
        "E0402 the header is not the JSON that it should be: Duplicate Object property \"a\"");
  }

  @Test
  void refusesDeepNesting() throws IOException {
    assertThat(findings("{\"a\":{\"shape\":" + "[".repeat(1_000_000) + "}}", 0))
        .containsExactly("E0402 'shape' of tensor 'a' holds a list, not a whole number");
    assertThat(findings("{\"__metadata__\":{\"a\":" + "{\"b\":".repeat(1_000_000), 0))
        .containsExactly("E0402 '__metadata__.a' is an object, not a string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[NaN],\"data_offsets\":[0,4]}} | header is not the JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}} | 'shape' of tensor 'a' holds a fraction, not a whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 'shape' of tensor 'a' holds -1, which is negative",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}} | 'shape' of tensor 'a' holds a string, not a whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}} | holds 99999999999999999999, which is beyond 64 bits",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":null,\"data_offsets\":[0,4]}} | 'shape' of tensor 'a' is null, not a list",
        "{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}} | 'dtype' of tensor 'a' is 'F33', which is no known type",
        "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}} | tensor 'a' has no 'dtype'",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}} | tensor 'a' has no 'shape'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}} | tensor 'a' has no 'data_offsets'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}} | 'data_offsets' of tensor 'a' has 1 numbers, not 2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}} | 'data_offsets' of tensor 'a' has more than 2 numbers",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}} | 'x' of tensor 'a' is not a field of the format",
        "{\"a\":[]} | tensor 'a' is a list, not an object",
        "{\"__metadata__\":{\"k\":1}} | '__metadata__.k' is a whole number, not a string",
        "{} {} | the header goes on after its JSON object",
        "{\"a\": | the header is not the JSON",
      })
  void refusesAMalformedHeader(String header, String message) throws IOException {
    assertThat(findings(header, 4))
        .singleElement()
        .asString()
        .startsWith("E0402")
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1] | [0,8] | tensor 'a' lies at bytes 0 to 8, the data has 4 bytes",
        "[1] | [4,0] | tensor 'a' lies at bytes 4 to 0, the data has 4 bytes",
        "[1] | [0,9223372036854775807] | tensor 'a' lies at bytes 0 to 9223372036854775807, the data has 4 bytes",
        "[2] | [0,4] | tensor 'a', F32[2], needs 8 bytes and has 4",
        "[4294967296,4294967296] | [0,4] | tensor 'a' has shape [4294967296, 4294967296], more elements than 64 bits can count",
        "[9223372036854775807] | [0,4] | tensor 'a' has shape [9223372036854775807], more elements than 64 bits can count",
        "[0] | [0,0] | 4 bytes at the end of the file belong to no tensor",
        "[0] | [4,4] | 4 bytes before tensor 'a' belong to no tensor",
      })
  void refusesRangesThatDontFitTheFile(String shape, String offsets, String message)
      throws IOException {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}}";
    assertRefused(header.formatted(shape, offsets), 4, "E0403 " + message);
  }

  @Test
  void refusesOverlapAndHoles() throws IOException {
    String header =
        """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[%d,%d]},
         "b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
    assertRefused(header.formatted(4, 12), 12, "E0403 tensor 'a' overlaps tensor 'b'");
    assertRefused(
        header.formatted(12, 20), 20, "E0403 4 bytes before tensor 'a' belong to no tensor");
  }

  @Test
  void refusesATruncatedFileWhereverItIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(Digits.file("digits.safetensors"));
    for (int length : new int[] {5, 8, 9, 1000, 6000, whole.length / 2, whole.length - 1}) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThat(Findings.of(() -> Safetensors.open(cut)))
          .singleElement()
          .asString()
          .startsWith("E040");
    }
  }

  @Test
  void neverFailsOtherwiseThanByADiagnostic() throws IOException {
    byte[] whole = Files.readAllBytes(Digits.file("digits.safetensors"));
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      byte[] changed = Arrays.copyOf(whole, 20_000);
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(7_000)] = (byte) random.nextInt();
      }
      Path path = Files.write(folder.resolve("fuzz"), changed);
      try {
        Safetensors.open(path);
      } catch (CompileException expected) {
        assertThat(expected.diagnostics()).hasSize(1);
      }
    }
  }

  private void assertRefused(String header, int data, String finding) throws IOException {
    assertRefused(bytes(header.getBytes(StandardCharsets.UTF_8).length, header, data), finding);
  }

  private void assertRefused(byte[] content, String finding) throws IOException {
    Path path = Files.write(folder.resolve("hostile.safetensors"), content);
    assertThat(Findings.of(() -> Safetensors.open(path))).containsExactly(finding);
  }

  private List<String> findings(String header, int data) throws IOException {
    byte[] content = bytes(header.getBytes(StandardCharsets.UTF_8).length, header, data);
    Path path = Files.write(folder.resolve("hostile.safetensors"), content);
    return Findings.of(() -> Safetensors.open(path));
  }

  private static byte[] bytes(long length, String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(text)
        .array();
  }
}
