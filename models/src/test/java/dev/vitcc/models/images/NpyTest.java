package dev.vitcc.models.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir private Path folder;

  @Test
  void readsAndWritesWhatNumPyWrote() throws IOException {
    Path logits = Digits.file("pytorch_logits.npy");
    Npy npy = Npy.open(logits);
    assertThat(npy.shape()).containsExactly(500, 10);
    assertThat(npy.floats()).hasSize(5000).startsWith(-0.23284632f, -1.0721142f, -0.7706019f);
    Path copy = folder.resolve("copy.npy");
    NpyWriter.write(copy, npy.shape(), npy.floats());
    assertThat(copy).hasSameBinaryContentAs(logits);
  }

  @Test
  void writesBytesAsNumPyDoes() throws IOException {
    Path images = Digits.file("test_images.npy");
    Path copy = folder.resolve("copy.npy");
    NpyWriter.write(copy, List.of(500, 8, 8), Npy.open(images).bytes(0, 32_000));
    assertThat(copy).hasSameBinaryContentAs(images);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsEveryVersion(int version) throws IOException {
    String header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
    Npy npy = Npy.open(file(version, header, new byte[] {1, 0, 0, 0, -1, -1, -1, -1}));
    assertThat(npy.integer(0)).isEqualTo(1);
    assertThat(npy.integer(1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "'shape': (2, 2) ! E0411 <f4[2, 2] needs 16 bytes, the file has 8 after its header",
        "'shape': (1,) ! E0411 <f4[1] needs 4 bytes, the file has 8 after its header",
        "'shape': (4294967296, 4294967296) ! E0411 the shape [4294967296, 4294967296] has more elements than 64 bits can count",
        "'shape': (-2,) ! E0411 the header can't be read from",
        "'shape': (2.0,) ! E0411 the header can't be read from",
        "'shape': (99999999999999999999,) ! E0411 the shape (99999999999999999999,) is not one of at most 8 extents",
        "'shape': 2 ! E0411 the header can't be read from",
        "'shape': True ! E0411 the shape is True, not a tuple",
        "'shape': (2,), 'shape': (2,) ! E0411 the header has 'shape' twice",
        "'shape': (2,), 'x': True ! E0411 the header has an unknown entry 'x'",
        "'other': (2,) ! E0411 the header has an unknown entry 'other'",
      })
  void refusesAMalformedShape(String shape, String finding) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, " + shape + "}";
    assertRefused(header, finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "'<f8' ! E0412 the array has element type '<f8', expected |u1, <i4, <i8 or <f4",
        "'>f4' ! E0412 the array has element type '>f4'",
        "'|O' ! E0412 the array has element type '|O'",
        "[('a', '<f4')] ! E0412 the array holds records, expected numbers",
      })
  void refusesOtherElementTypes(String descr, String finding) throws IOException {
    assertRefused("{'descr': " + descr + ", 'fortran_order': False, 'shape': (2,)}", finding);
  }

  @Test
  void refusesColumnOrder() throws IOException {
    assertRefused(
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 2)}",
        "E0412 the array is stored column by column (fortran_order), expected row by row"
            + " (np.save(name, np.ascontiguousarray(a)))");
  }

  @Test
  void refusesBrokenHeaders() throws IOException {
    assertRefused("{'descr': '<f4'}", "E0411 the header has no 'shape'");
    assertRefused("[]", "E0411 the header is not a dictionary");
    assertRefused("{" + "(".repeat(60_000) + "}", "E0411 the header can't be read from '((((");
    Path short1 =
        Files.write(folder.resolve("s"), new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1});
    assertThat(Findings.of(() -> Npy.open(short1)))
        .containsExactly("E0411 the file ends within its header");
    assertThat(Findings.of(() -> Npy.open(file(9, "{}", new byte[0]))))
        .containsExactly("E0411 the file has version 9, expected 1, 2 or 3");
    Path claims = folder.resolve("c");
    Files.write(claims, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1});
    assertThat(Findings.of(() -> Npy.open(claims)))
        .containsExactly(
            "E0411 the header claims 4294967295 bytes, the file has 12 and the most is 65536");
    assertThat(Findings.of(() -> Npy.open(Digits.file("digits.vit"))))
        .containsExactly("E0411 the file doesn't start with \\x93NUMPY");
  }

  private void assertRefused(String header, String finding) throws IOException {
    Path path = file(1, header, new byte[8]);
    assertThat(Findings.of(() -> Npy.open(path))).singleElement().asString().startsWith(finding);
  }

  private Path file(int version, String header, byte[] data) throws IOException {
    byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    bytes.write(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
    if (version > 1) {
      bytes.write(new byte[2]);
    }
    bytes.write(text);
    bytes.write(data);
    return Files.write(folder.resolve("a.npy"), bytes.toByteArray());
  }
}
