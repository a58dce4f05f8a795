package dev.vitcc.models.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.models.Digits;
import dev.vitcc.models.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {
  private static final ImageInput DIGIT = ImageInput.exactly(1, 8, 8);

  @TempDir private Path folder;

  @Test
  void readsTheSameImagesAndLabelsFromNpyAndIdx() {
    ImageSet.Raw npy = raw(Images.open(Digits.file("test_images.npy"), DIGIT));
    ImageSet.Raw idx = raw(Images.open(Digits.file("test_images.idx"), DIGIT));
    assertThat(npy.count()).isEqualTo(500);
    assertThat(idx.count()).isEqualTo(500);
    assertThat(npy.image(0)).startsWith(0, 0, 0, 9, 16, 4, 0, 0);
    for (int i = 0; i < 500; i++) {
      assertThat(idx.image(i)).containsExactly(npy.image(i));
    }
    int[] labels = Labels.read(Digits.file("test_labels.npy"), 500, 10);
    assertThat(labels).startsWith(4, 8, 8).hasSize(500);
    assertThat(Labels.read(Digits.file("test_labels.idx"), 500, 10)).containsExactly(labels);
  }

  @Test
  void readsColourBytesAndNormalisedReals() {
    Path bytes = folder.resolve("u8.npy");
    NpyWriter.write(bytes, List.of(2, 1, 2, 3), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    assertThat(raw(Images.open(bytes, ImageInput.exactly(3, 1, 2))).image(1))
        .containsExactly(7, 8, 9, 10, 11, 12);
    Path reals = folder.resolve("f32.npy");
    NpyWriter.write(reals, List.of(2, 3, 1, 1), new float[] {1, 2, 3, 4, 5, 6});
    ImageSet set = Images.open(reals, ImageInput.exactly(3, 1, 1));
    assertThat(set).isInstanceOf(ImageSet.Normalized.class);
    assertThat(((ImageSet.Normalized) set).image(1)).containsExactly(4, 5, 6);
  }

  @Test
  void saysWhatIsFoundAndExpectedWhenSizesDiffer() {
    Path digits = Digits.file("test_images.npy");
    assertThat(Findings.of(() -> Images.open(digits, ImageInput.exactly(1, 28, 28))))
        .containsExactly(
            "E0414 the image has 8×8 pixels, the model takes 28×28 (say `resize` or `crop` in the"
                + " input clause, or scale the images beforehand)");
    assertThat(Findings.of(() -> Images.open(digits, ImageInput.exactly(3, 8, 8))))
        .containsExactly(
            "E0415 the images have 1 channel, the model takes 3 channels (bytes are N×H×W×C; the"
                + " array is [500, 8, 8])");
    assertThat(Findings.of(() -> Images.open(Digits.file("test_labels.npy"), DIGIT)))
        .containsExactly(
            "E0412 the array is <i8[500], expected uint8 N×H×W×C or N×H×W, or float32 N×C×H×W");
    assertThat(Findings.of(() -> Images.open(Digits.file("pytorch_logits.npy"), DIGIT)))
        .containsExactly("E0412 the array is <f4[500, 10], expected float32 N×C×H×W");
    assertThat(Findings.of(() -> Images.open(Digits.file("digits.vit"), DIGIT)))
        .containsExactly("E0410 is neither .npy, IDX, PNG nor JPEG (see `vitcc explain E0410`)");
  }

  @Test
  void scalesAndCropsArraysAsTheInputSays() {
    Path path = folder.resolve("a.npy");
    byte[] pixels = new byte[16 * 12];
    Arrays.fill(pixels, (byte) 200);
    NpyWriter.write(path, List.of(1, 16, 12), pixels);
    ImageInput input = new ImageInput(1, 4, 4, Fit.shorterSide(6, Resampling.BICUBIC));
    byte[] expected = new byte[16];
    Arrays.fill(expected, (byte) 200);
    assertThat(raw(Images.open(path, input)).image(0)).containsExactly(expected);
  }

  @Test
  void refusesEmptyArrays() {
    Path path = folder.resolve("a.npy");
    NpyWriter.write(path, List.of(0, 8, 8), new byte[0]);
    assertThat(Findings.of(() -> Images.open(path, DIGIT)))
        .containsExactly("E0412 the array uint8[0, 8, 8] has no images");
    NpyWriter.write(path, List.of(7, 0, 8), new byte[0]);
    assertThat(Findings.of(() -> Images.open(path, DIGIT)))
        .containsExactly("E0412 the array uint8[7, 0, 8] has no images");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 8 3 0 0 0 2 0 0 0 8 | the file ends within its header",
        "0 0 8 3 0 0 0 2 0 0 0 8 0 0 0 8 1 | the extents [2, 8, 8] don't fit the 1 bytes after the header",
        "0 0 8 3 127 0 0 2 127 0 0 8 127 0 0 8 1 | don't fit the 1 bytes after the header",
        "0 0 8 3 -1 -1 -1 -1 0 0 0 8 0 0 0 8 1 | axis 0 has extent 4294967295, too many",
        "0 0 13 3 0 0 0 2 | the elements have type 13, expected 8, unsigned bytes",
        "0 0 8 9 0 0 0 2 | the file has 9 axes, expected 1 to 4",
        "0 0 8 0 1 | the file has 0 axes, expected 1 to 4",
      })
  void refusesMalformedIdx(String bytes, String message) throws IOException {
    String[] parts = bytes.split(" ");
    byte[] content = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      content[i] = Byte.parseByte(parts[i]);
    }
    Path path = Files.write(folder.resolve("a.idx"), content);
    assertThat(Findings.of(() -> Images.open(path, DIGIT)))
        .singleElement()
        .asString()
        .startsWith("E0413 ")
        .endsWith(message);
  }

  @Test
  void saysThatAFileIsCompressed() throws IOException {
    Path path = Files.write(folder.resolve("a.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThat(Findings.of(() -> Images.open(path, DIGIT)))
        .containsExactly("E0410 is compressed with gzip (gunzip it first)");
  }

  @Test
  void holdsLabelsAgainstImagesAndClasses() {
    Path labels = Digits.file("test_labels.npy");
    assertThat(Findings.of(() -> Labels.read(labels, 499, 10)))
        .containsExactly("E0416 there are 500 labels for 499 images");
    assertThat(Findings.of(() -> Labels.read(labels, 500, 8)))
        .containsExactly("E0416 label 1 is 8, the model has classes 0 to 7");
    assertThat(Findings.of(() -> Labels.read(Digits.file("test_images.npy"), 500, 10)))
        .containsExactly("E0416 the labels have shape [500, 8, 8], expected one axis");
    assertThat(Findings.of(() -> Labels.read(Digits.file("pytorch_logits.npy"), 500, 10)))
        .containsExactly(
            "E0412 the array is <f4[500, 10], expected labels of int64, int32 or uint8");
    assertThat(Findings.of(() -> Labels.read(Digits.file("digits.vit"), 500, 10)))
        .containsExactly("E0416 the labels are neither .npy nor IDX");
  }

  private static ImageSet.Raw raw(ImageSet set) {
    assertThat(set).isInstanceOf(ImageSet.Raw.class);
    return (ImageSet.Raw) set;
  }
}
