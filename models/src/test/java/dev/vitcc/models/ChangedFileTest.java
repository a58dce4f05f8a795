package dev.vitcc.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitcc.ir.diagnostic.CompileException;
import dev.vitcc.models.images.ImageInput;
import dev.vitcc.models.images.ImageSet;
import dev.vitcc.models.images.Images;
import dev.vitcc.models.weights.Safetensors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that somebody writes to while they are read are refused by name; half of one state and
/// half of another are never taken for a file.
class ChangedFileTest {
  private static final Path DIGITS = Path.of("../examples/digits");

  @TempDir private Path folder;

  @Test
  void refusesWeightsThatAreWrittenTo() throws IOException {
    Path file = copy("digits.safetensors");
    Safetensors weights = Safetensors.open(file);
    String name = weights.tensors().firstEntry().getKey();
    float[] before = weights.read(name);
    write(file);
    assertRefused(file, () -> weights.read(name));
    assertThat(before).isNotEmpty();
  }

  @Test
  void refusesWeightsThatAreCutOff() throws IOException {
    Path file = copy("digits.safetensors");
    Safetensors weights = Safetensors.open(file);
    String last = weights.tensors().lastEntry().getKey();
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(9000);
    }
    assertRefused(file, () -> weights.read(last));
  }

  @Test
  void refusesImagesThatAreWrittenToOrCutOff() throws IOException {
    for (String name : new String[] {"test_images.npy", "test_images.idx"}) {
      Path file = copy(name);
      ImageSet.Raw images = (ImageSet.Raw) Images.open(file, ImageInput.exactly(1, 8, 8));
      assertThat(images.image(0)).hasSize(64);
      write(file);
      assertRefused(file, () -> images.image(0));
      Path other = copy(name);
      ImageSet.Raw cut = (ImageSet.Raw) Images.open(other, ImageInput.exactly(1, 8, 8));
      try (RandomAccessFile shorter = new RandomAccessFile(other.toFile(), "rw")) {
        shorter.setLength(300);
      }
      assertRefused(other, () -> cut.image(cut.count() - 1));
    }
  }

  @Test
  void refusesAFileThatIsCutOffBeforeItsHeaderIsRead() throws IOException {
    Path file = copy("digits.safetensors");
    MappedFile mapped = MappedFile.open(file);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(0);
    }
    assertRefused(file, () -> mapped.start(8));
    assertRefused(file, mapped::all);
  }

  /// Programs that save a file whole put a new one in its place: the old one stays what it was.
  @Test
  void readsOnWhereAFileIsReplacedWhole() throws IOException {
    Path file = copy("test_images.npy");
    ImageSet.Raw images = (ImageSet.Raw) Images.open(file, ImageInput.exactly(1, 8, 8));
    byte[] before = images.image(3);
    Path fresh = Files.write(folder.resolve("fresh"), new byte[100]);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(images.image(3)).isEqualTo(before);
  }

  private Path copy(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.copy(DIGITS.resolve(name), file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    return file;
  }

  /// The same length, another time.
  private static void write(Path file) throws IOException {
    try (RandomAccessFile writing = new RandomAccessFile(file.toFile(), "rw")) {
      writing.seek(writing.length() - 1);
      writing.write(1);
    }
  }

  private static void assertRefused(Path file, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            CompileException.class,
            refused -> {
              assertThat(refused.diagnostics().getFirst().code())
                  .isEqualTo(ModelsCode.FILE_UNREADABLE);
              assertThat(refused.diagnostics().getFirst().message())
                  .isEqualTo("changed while it was read");
              assertThat(refused.diagnostics().getFirst().location().file())
                  .isEqualTo(file.toString());
            });
  }
}
