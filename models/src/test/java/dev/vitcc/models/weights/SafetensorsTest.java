package dev.vitcc.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir private Path folder;

  @Test
  void readsWhatPyTorchWrote() {
    Safetensors file = Safetensors.open(Digits.file("digits.safetensors"));
    assertThat(file.tensors()).hasSize(56);
    assertThat(file.find("blocks.0.attn.qkv.weight"))
        .hasValueSatisfying(t -> assertThat(t.shape()).containsExactly(144L, 48L));
    assertThat(file.read("cls_token"))
        .hasSize(48)
        .startsWith(-0.036247484385967255f, -0.025883708149194717f, 0.029838914051651955f);
  }

  @Test
  void readsMetadata() {
    Safetensors file = Safetensors.open(Digits.file("huggingface/model.safetensors"));
    assertThat(file.metadata()).containsEntry("format", "pt");
  }

  @Test
  void readsWhatItWrites() {
    Path path = folder.resolve("w.safetensors");
    SequencedMap<String, SafetensorsWriter.Content> tensors = new LinkedHashMap<>();
    tensors.put("a", new SafetensorsWriter.Content(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
    tensors.put("empty", new SafetensorsWriter.Content(List.of(0, 5), new float[0]));
    tensors.put("scalar", new SafetensorsWriter.Content(List.of(), new float[] {-0.5f}));
    SafetensorsWriter.write(path, tensors);
    Safetensors file = Safetensors.open(path);
    assertThat(file.tensors().sequencedKeySet()).containsExactly("a", "empty", "scalar");
    assertThat(file.read("a")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(file.read("empty")).isEmpty();
    assertThat(file.read("scalar")).containsExactly(-0.5f);
    assertThat(folder).isDirectoryContaining(p -> p.equals(path));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void convertsHalfAndBrainFloatsExactly() throws IOException {
    byte[] data = {
      0x00, 0x3c, 0x01, 0x00, (byte) 0xff, (byte) 0xfb, (byte) 0x80, 0x3f, 0x49, (byte) 0xc0
    };
    Path path =
        file(
            """
            {"h":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},
             "b":{"dtype":"BF16","shape":[2],"data_offsets":[6,10]}}""",
            data);
    Safetensors file = Safetensors.open(path);
    assertThat(file.read("h")).containsExactly(1f, 0x1p-24f, -65504f);
    assertThat(file.read("b")).containsExactly(1f, -3.140625f);
  }

  @Test
  void readsTensorsBeyondTwoGigabytes() throws IOException {
    long big = 3_000_000_000L;
    String header =
        """
        {"big":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]},
         "last":{"dtype":"F32","shape":[1],"data_offsets":[%d,%d]}}"""
            .formatted(big, big, big, big + 4);
    Path path = file(header, new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      long start = sparse.length();
      sparse.setLength(start + big + 4);
      sparse.seek(start + big);
      sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f});
    }
    assertThat(Safetensors.open(path).read("last")).containsExactly(1f);
  }

  @Test
  void refusesAnElementTypeOnlyWhenTheTensorIsRead() throws IOException {
    Path path =
        file(
            """
            {"steps":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},
             "w":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            new byte[12]);
    Safetensors file = Safetensors.open(path);
    assertThat(file.read("w")).containsExactly(0f);
    assertThat(Findings.of(() -> file.read("steps")))
        .containsExactly("E0404 tensor 'steps' has element type I64, expected F32, F16 or BF16");
  }

  @Test
  void saysThatAFileIsMissingOrAFolder() {
    assertThat(Findings.of(() -> Safetensors.open(folder.resolve("no"))))
        .containsExactly("E0401 can't be read: there is no such file");
    assertThat(Findings.of(() -> Safetensors.open(folder)))
        .containsExactly("E0401 can't be read: it is a folder");
  }

  /// A file with this header, its right length, and these bytes after it.
  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    return Files.write(folder.resolve("t.safetensors"), bytes.array());
  }
}
