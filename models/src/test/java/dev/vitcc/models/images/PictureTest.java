package dev.vitcc.models.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitcc.models.Findings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {
  @TempDir private Path folder;

  @Test
  void readsAFolderOfPicturesInTheOrderOfTheirNames() throws IOException {
    write("b.png", grey(2, 2, 10, 20, 30, 40));
    write("a.png", grey(2, 2, 1, 2, 3, 4));
    Files.writeString(folder.resolve("notes.txt"), "not a picture");
    ImageSet.Raw set = (ImageSet.Raw) Images.open(folder, ImageInput.exactly(1, 2, 2));
    assertThat(set.count()).isEqualTo(2);
    assertThat(set.image(0)).containsExactly(1, 2, 3, 4);
    assertThat(set.image(1)).containsExactly(10, 20, 30, 40);
  }

  @Test
  void takesGreyLevelsAsStored() throws IOException {
    // Java's own conversion of grey to RGB would turn 100 into 168.
    Path path = write("g.png", grey(1, 1, 100));
    assertThat(open(path, 3, 1, 1)).containsExactly(100, 100, 100);
  }

  @Test
  void readsColoursInOrderFromPngAndJpeg() throws IOException {
    BufferedImage red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      red.setRGB(i % 8, i / 8, 0xfe0010);
    }
    assertThat(open(write("r.png", red), 3, 8, 8)).startsWith(0xfe, 0, 0x10, 0xfe, 0, 0x10);
    byte[] jpeg = open(write("r.jpg", red), 3, 8, 8);
    assertThat(jpeg[0] & 0xff).isBetween(250, 255);
    assertThat(jpeg[1] & 0xff).isLessThan(5);
    assertThat(jpeg[2] & 0xff).isBetween(12, 20);
  }

  @Test
  void readsPalettesAndOpaqueTransparency() throws IOException {
    BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.setRGB(0, 0, 0xffff0000);
    indexed.setRGB(1, 0, 0xff0000ff);
    assertThat(open(write("p.png", indexed), 3, 1, 2)).containsExactly(0xff, 0, 0, 0, 0, 0xff);
    BufferedImage opaque = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    opaque.setRGB(0, 0, 0xff010203);
    assertThat(open(write("o.png", opaque), 3, 1, 1)).containsExactly(1, 2, 3);
    opaque.setRGB(0, 0, 0x7f010203);
    Path transparent = write("t.png", opaque);
    assertThat(Findings.of(() -> open(transparent, 3, 1, 1)))
        .containsExactly("E0415 the image is transparent in places, expected an opaque one");
  }

  @Test
  void takesColourForGreyOnlyWhereNothingIsLost() throws IOException {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0x070707);
    assertThat(open(write("g.png", picture), 1, 1, 1)).containsExactly(7);
    picture.setRGB(0, 0, 0x070708);
    Path coloured = write("c.png", picture);
    assertThat(Findings.of(() -> open(coloured, 1, 1, 1)))
        .containsExactly("E0415 the image has 3 channels, the model takes 1 channel");
  }

  @Test
  void refusesOtherDepthsAndDamagedFiles() throws IOException {
    Path deep = write("d.png", new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY));
    assertThat(Findings.of(() -> open(deep, 1, 1, 1)))
        .containsExactly("E0410 has 16 bits a sample, expected 8");
    byte[] whole = Files.readAllBytes(write("w.png", grey(64, 64, new int[4096])));
    for (int length = 4; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
      assertThat(Findings.of(() -> open(cut, 1, 64, 64)))
          .singleElement()
          .asString()
          .startsWith("E0410 ");
    }
    byte[] jpeg = Files.readAllBytes(write("w.jpg", grey(64, 64, new int[4096])));
    Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length - 20));
    assertThat(Findings.of(() -> open(cut, 1, 64, 64)))
        .singleElement()
        .asString()
        .startsWith("E0410 is damaged: ");
  }

  @Test
  void refusesAPictureThatClaimsMuchMemory() throws IOException {
    byte[] ihdr = {
      'I',
      'H',
      'D',
      'R',
      0,
      0,
      (byte) 0xff,
      (byte) 0xff,
      0,
      0,
      (byte) 0xff,
      (byte) 0xff,
      8,
      2,
      0,
      0,
      0
    };
    CRC32 crc = new CRC32();
    crc.update(ihdr);
    byte[] png =
        ByteBuffer.allocate(33)
            .putLong(0x89504e470d0a1a0aL)
            .putInt(13)
            .put(ihdr)
            .putInt((int) crc.getValue())
            .array();
    Path bomb = Files.write(folder.resolve("bomb.png"), png);
    assertThat(Findings.of(() -> open(bomb, 3, 8, 8)))
        .containsExactly("E0410 has 4294836225 pixels, the most is 67108864");
  }

  @Test
  void refusesAFolderWithoutPictures() throws IOException {
    Files.createDirectory(folder.resolve("class0"));
    assertThat(Findings.of(() -> Images.open(folder, ImageInput.exactly(1, 2, 2))))
        .containsExactly(
            "E0410 the folder has no .png, .jpg or .jpeg file (pictures lie in the folder itself,"
                + " not in folders below it)");
  }

  @Test
  void resamplesAsPillowDoes() {
    // Worked out by hand from Pillow's filters: [0, 100, 200, 40] to two pixels.
    Picture row = new Picture(1, 4, 1, new byte[] {0, 100, (byte) 200, 40});
    assertThat(row.resized(1, 2, Resampling.NEAREST).pixels()).containsExactly(100, 40);
    // Weights 3/7, 3/7, 1/7 of pixels 0, 1, 2, and their mirror image.
    assertThat(row.resized(1, 2, Resampling.BILINEAR).pixels()).containsExactly(71, 117);
    assertThat(row.resized(1, 8, Resampling.BILINEAR).pixels())
        .containsExactly(0, 25, 75, 125, 175, 160, 80, 40);
    Picture column = new Picture(4, 1, 1, row.pixels());
    assertThat(column.resized(2, 1, Resampling.BILINEAR).pixels()).containsExactly(71, 117);
  }

  /// The expected pixels are what Pillow 12.3.0 makes of this picture.
  @Test
  void givesPillowsPixelsExactly() {
    byte[] pixels = new byte[30];
    for (int i = 0; i < 30; i++) {
      int x = i % 6;
      int y = i / 6;
      pixels[i] = (byte) (x * x * 37 + y * 91 + x * y * 13);
    }
    Picture picture = new Picture(5, 6, 1, pixels);
    assertThat(picture.resized(2, 3, Resampling.BILINEAR).pixels())
        .containsExactly(103, 121, 140, 130, 157, 142);
    assertThat(picture.resized(2, 3, Resampling.BICUBIC).pixels())
        .containsExactly(99, 119, 142, 132, 161, 140);
    assertThat(picture.resized(7, 4, Resampling.BICUBIC).pixels())
        .containsExactly(
            2, 112, 76, 131, 60, 76, 159, 119, 149, 84, 179, 132, 210, 165, 84, 179, 73, 193, 207,
            176, 72, 169, 190, 116, 149, 132, 97, 53);
  }

  @Test
  void scalesTheShorterSideAndCutsTheCentreOut() throws IOException {
    BufferedImage wide = new BufferedImage(30, 10, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 30; x++) {
        wide.getRaster().setSample(x, y, 0, x);
      }
    }
    Path path = write("w.png", wide);
    ImageInput input = new ImageInput(1, 10, 10, Fit.shorterSide(10, Resampling.BILINEAR));
    assertThat(((ImageSet.Raw) Images.open(path, input)).image(0))
        .startsWith(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 10);
    ImageInput exact = new ImageInput(1, 5, 5, Fit.exactly(5, 5, Resampling.BICUBIC));
    assertThat(((ImageSet.Raw) Images.open(path, exact)).image(0)).hasSize(25);
  }

  private static byte[] open(Path path, int channels, int height, int width) {
    ImageSet set = Images.open(path, ImageInput.exactly(channels, height, width));
    return ((ImageSet.Raw) set).image(0);
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path path = folder.resolve(name);
    boolean written = ImageIO.write(image, name.substring(name.length() - 3), path.toFile());
    assertThat(written).isTrue();
    return path;
  }

  private static BufferedImage grey(int height, int width, int... levels) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, width, height, 0, levels);
    return image;
  }
}
